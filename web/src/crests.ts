import { isLoopback } from './loopback';

export interface CrestParts<Asker> {
  createImage(): HTMLImageElement;
  /** A new 2D context, for nobody else, whose pixels are read often (`willReadFrequently`). */
  context(): CanvasRenderingContext2D;
  setTimer(run: () => void, ms: number): number;
  clearTimer(timer: number | undefined): void;
  /** The picture that `asker` has asked for is there now. */
  arrived(asker: Asker): void;
}

/** A crest that takes longer is given up, and its team has none. */
const patienceMs = 15_000;
/** A picture with more pixels is refused: each takes four bytes, and a crest is shown at some 50 by 50. */
const mostPixels = 4096 * 4096;
/** Further crests are not loaded: each picture is kept, and no page shows so many teams. */
const mostCrests = 1024;

interface Crest<Asker> {
  /** Undefined until the picture is there. */
  image: HTMLImageElement | undefined;
  readonly askers: Set<Asker>;
}

/** Loads the teams' crests and gives their pixels. Each address is requested once, whatever comes of it. */
export class Crests<Asker> {
  readonly #parts: CrestParts<Asker>;
  readonly #crests = new Map<string, Crest<Asker>>();
  #context: CanvasRenderingContext2D | undefined;

  constructor(parts: CrestParts<Asker>) {
    this.#parts = parts;
  }

  /** Whether the picture is there. If not, the asker is told when it comes, which may be never. */
  has(url: string, asker: Asker | undefined): boolean {
    let crest = this.#crests.get(url);
    if (!crest) {
      if (this.#crests.size >= mostCrests) return false;
      crest = { image: undefined, askers: new Set() };
      this.#crests.set(url, crest);
      if (isAllowed(url)) this.#load(url, crest);
    }
    if (!crest.image && asker) crest.askers.add(asker);
    return crest.image !== undefined;
  }

  /** The whole picture in straight RGBA, centred in a square of `size` px; clear where it is not there. */
  pixels(url: string, size: number): Uint8ClampedArray {
    const image = this.#crests.get(url)?.image;
    return image ? this.#draw(image, size) : new Uint8ClampedArray(size * size * 4);
  }

  #load(url: string, crest: Crest<Asker>): void {
    const { createImage, setTimer, clearTimer, arrived } = this.#parts;
    const image = createImage();
    const end = (isThere: boolean) => {
      clearTimer(timer);
      image.onload = image.onerror = null;
      if (isThere) {
        crest.image = image;
        for (const asker of crest.askers) arrived(asker);
      } else {
        image.src = '';
      }
      crest.askers.clear();
    };
    const timer = setTimer(() => end(false), patienceMs);
    // To read a picture's pixels needs the leave of its server.
    image.crossOrigin = 'anonymous';
    image.referrerPolicy = 'no-referrer';
    image.decoding = 'async';
    image.onerror = () => end(false);
    image.onload = async () => {
      try {
        // Asked before decoding: a small file may hold a huge picture.
        if (image.naturalWidth * image.naturalHeight > mostPixels)
          throw new RangeError('too large');
        await image.decode();
        this.#draw(image, 1);
        end(true);
      } catch {
        end(false);
      }
    };
    image.src = url;
  }

  #draw(image: HTMLImageElement, size: number): Uint8ClampedArray {
    this.#context ??= this.#parts.context();
    const context = this.#context;
    const { canvas } = context;
    if (canvas.width < size) canvas.width = canvas.height = size;
    // A drawing (SVG) without a size of its own takes any.
    const width = image.naturalWidth || size;
    const height = image.naturalHeight || size;
    const scale = size / Math.max(width, height);
    const [across, down] = [width * scale, height * scale];
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, size, size);
    context.drawImage(image, (size - across) / 2, (size - down) / 2, across, down);
    return context.getImageData(0, 0, size, size).data;
  }
}

/** Whether a page may request this address on a provider's word: plain HTTP only to this machine. */
function isAllowed(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return (
      protocol === 'https:' ||
      (protocol === 'http:' && isLoopback(hostname)) ||
      (protocol === 'data:' && /^data:image\//i.test(url))
    );
  } catch {
    return false;
  }
}
