/**
 * Where two pictures of the same size differ: the smallest box around all changed pixels, in device
 * pixels, or null. The browser decodes and compares them.
 * @param {Pick<import('./page.mjs').Driver, 'evaluate'>} page any page, whatever its policy
 * @param {Buffer} before PNG
 * @param {Buffer} after PNG
 * @returns {Promise<{left: number, top: number, right: number, bottom: number} | null>}
 */
export function changedBox(page, before, after) {
  const pngs = [before, after].map((png) => png.toString('base64'));
  return page.evaluate(async (pngs) => {
    const pictures = [];
    for (const png of pngs) {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      pictures.push(context?.getImageData(0, 0, image.width, image.height));
    }
    const [a, b] = pictures;
    if (!a || !b) throw new Error('no 2D canvas');
    if (a.width !== b.width || a.height !== b.height) throw new Error('the sizes differ');
    const box = { left: a.width, top: a.height, right: 0, bottom: 0 };
    for (let i = 0; i < a.data.length; i += 1) {
      if (a.data[i] === b.data[i]) continue;
      const x = (i >> 2) % a.width;
      const y = Math.floor((i >> 2) / a.width);
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
    }
    return box.right ? box : null;
  }, pngs);
}
