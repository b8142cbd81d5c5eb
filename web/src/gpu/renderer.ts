import type { BoardId, CoreHost, Pointer } from '../core';
import { fragmentShader, vertexShader } from './shaders';

export type GpuHost = Pick<
  CoreHost,
  'textureCreate' | 'textureUpdate' | 'textureDestroy' | 'present'
> & { destroy(): void };

export interface RendererOptions {
  /** The canvas that WebGL draws on; never shown. */
  createCanvas: () => HTMLCanvasElement | OffscreenCanvas;
  /** The wasm's memory; asked for at each use, because a memory that has grown is another buffer. */
  memory: () => Uint8Array;
  /** Where a board is shown; undefined when the board has left the page. */
  target: (board: BoardId) => CanvasRenderingContext2D | undefined;
  /** The context is lost: pictures stay, and nothing new is drawn. */
  onLost: () => void;
  /** The context is back without its textures: the engine is to be told, and all boards to be drawn. */
  onRestored: () => void;
}

const vertexBytes = 20;
const commandInts = 7;

/**
 * Draws all boards of a page with one WebGL 2 context: on a hidden canvas, whose picture is copied to the
 * board's own 2D canvas in the same task. With a context for each board a page would run into the browser's
 * limit of 8 to 16; with bitmaps all pictures would be lost with the context.
 *
 * Nothing is ever read back from WebGL, since each such call waits for the GPU process.
 */
export class Renderer implements GpuHost {
  readonly #options: RendererOptions;
  readonly #gl: WebGL2RenderingContext;
  readonly #canvas: HTMLCanvasElement | OffscreenCanvas;
  readonly #textures = new Map<number, WebGLTexture>();
  #program: WebGLProgram;
  #scale: WebGLUniformLocation | null = null;

  /** Null when there is no WebGL 2. */
  static create(options: RendererOptions): Renderer | null {
    const canvas = options.createCanvas();
    // The rest is as by default: with alpha, premultiplied, without a stencil.
    const gl = canvas.getContext('webgl2', {
      antialias: false,
      depth: false,
    }) as WebGL2RenderingContext | null;
    return gl && new Renderer(options, canvas, gl);
  }

  private constructor(
    options: RendererOptions,
    canvas: HTMLCanvasElement | OffscreenCanvas,
    gl: WebGL2RenderingContext,
  ) {
    this.#options = options;
    this.#canvas = canvas;
    this.#gl = gl;
    this.#program = this.#setUp();
    canvas.addEventListener('webglcontextlost', this.#lost);
    canvas.addEventListener('webglcontextrestored', this.#restored);
  }

  /** Gives the GPU's memory back; nothing may be called afterwards. */
  destroy(): void {
    this.#canvas.removeEventListener('webglcontextlost', this.#lost);
    this.#canvas.removeEventListener('webglcontextrestored', this.#restored);
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  textureCreate(texture: number, width: number, height: number, pixels: Pointer): void {
    const gl = this.#gl;
    const name = gl.createTexture();
    this.#textures.set(texture, name);
    gl.bindTexture(gl.TEXTURE_2D, name);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, width);
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      gl.RGBA,
      width,
      height,
      0,
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      this.#options.memory(),
      pixels,
    );
  }

  textureUpdate(
    texture: number,
    x: number,
    y: number,
    width: number,
    height: number,
    pixels: Pointer,
    stride: number,
  ): void {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(texture) ?? null);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, stride / 4);
    gl.texSubImage2D(
      gl.TEXTURE_2D,
      0,
      x,
      y,
      width,
      height,
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      this.#options.memory(),
      pixels,
    );
  }

  textureDestroy(texture: number): void {
    this.#gl.deleteTexture(this.#textures.get(texture) ?? null);
    this.#textures.delete(texture);
  }

  present(
    board: BoardId,
    deviceWidth: number,
    deviceHeight: number,
    vertices: Pointer,
    vertexCount: number,
    indices: Pointer,
    indexCount: number,
    commands: Pointer,
    commandCount: number,
  ): void {
    const gl = this.#gl;
    const target = this.#options.target(board);
    // A lost context would copy emptiness over the last good picture. It may be lost before the event
    // comes; asking costs nothing, because the answer is on this side of the GPU process.
    if (!target || gl.isContextLost()) {
      return;
    }
    const canvas = this.#canvas;
    const memory = this.#options.memory();
    // The canvas is as large as the largest board and no larger: its whole size counts in each copy.
    if (canvas.width < deviceWidth) canvas.width = deviceWidth;
    if (canvas.height < deviceHeight) canvas.height = deviceHeight;

    gl.viewport(0, 0, deviceWidth, deviceHeight);
    gl.scissor(0, 0, deviceWidth, deviceHeight);
    gl.clear(gl.COLOR_BUFFER_BIT);
    // Asked for this late, because the answer waits until the GPU process has linked the program.
    this.#scale ??= gl.getUniformLocation(this.#program, 'scale');
    gl.uniform2f(this.#scale, 1 / deviceWidth, 1 / deviceHeight);
    gl.bufferData(gl.ARRAY_BUFFER, memory, gl.STREAM_DRAW, vertices, vertexCount * vertexBytes);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, memory, gl.STREAM_DRAW, indices, indexCount * 2);

    const list = new Int32Array(memory.buffer, commands, commandCount * commandInts);
    for (let i = 0; i < list.length; i += commandInts) {
      const [texture, first, count, left, top, right, bottom] = list.subarray(
        i,
        i + commandInts,
      ) as unknown as [number, number, number, number, number, number, number];
      gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(texture) ?? null);
      gl.scissor(left, deviceHeight - bottom, right - left, bottom - top);
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, first * 2);
    }

    const shown = target.canvas;
    if (shown.width !== deviceWidth || shown.height !== deviceHeight) {
      shown.width = deviceWidth;
      shown.height = deviceHeight;
    }
    target.globalCompositeOperation = 'copy';
    // WebGL's origin is at the bottom: the picture is in the canvas's lower left corner.
    target.drawImage(
      canvas,
      0,
      canvas.height - deviceHeight,
      deviceWidth,
      deviceHeight,
      0,
      0,
      deviceWidth,
      deviceHeight,
    );
  }

  /** Makes program, buffers and the state that never changes; at the start and after each loss. */
  #setUp(): WebGLProgram {
    const gl = this.#gl;
    const program = gl.createProgram();
    for (const [kind, source] of [
      [gl.VERTEX_SHADER, vertexShader],
      [gl.FRAGMENT_SHADER, fragmentShader],
    ] as const) {
      const shader = gl.createShader(kind);
      // Null only where the context is lost, which an event tells later.
      if (shader) {
        gl.shaderSource(shader, source);
        gl.compileShader(shader);
        gl.attachShader(program, shader);
      }
    }
    gl.linkProgram(program);
    gl.useProgram(program);

    gl.bindVertexArray(gl.createVertexArray());
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    for (const location of [0, 1, 2]) gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, vertexBytes, 0);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, vertexBytes, 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, vertexBytes, 16);

    gl.enable(gl.SCISSOR_TEST);
    gl.enable(gl.BLEND);
    // Straight colours drawn onto nothing become premultiplied ones, as the canvas holds them.
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.clearColor(0, 0, 0, 0);
    // Otherwise the GPU process would wait for more work before it begins.
    gl.flush();
    return program;
  }

  readonly #lost = (event: Event): void => {
    // Without this the browser would never restore the context.
    event.preventDefault();
    this.#options.onLost();
  };

  readonly #restored = (): void => {
    // The old textures are gone with the context: there is nothing to delete.
    this.#textures.clear();
    this.#scale = null;
    this.#program = this.#setUp();
    this.#options.onRestored();
  };
}
