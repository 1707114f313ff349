import zxing from "@zxing/library";
import { PNG } from "pngjs";

const { BinaryBitmap, Code128Reader, HybridBinarizer, QRCodeReader, RGBLuminanceSource } = zxing;

/** What a scanner reads in a picture that holds one symbol; another library than the one that drew it. */
export function scan(picture: Uint8Array, symbol: "qrCode" | "code128"): string {
  const { width, height, data } = PNG.sync.read(Buffer.from(picture));
  const luminance = Uint8ClampedArray.from({ length: width * height }, (_, pixel) => {
    const [red, green, blue] = data.subarray(pixel * 4, pixel * 4 + 3);
    return (red! + 2 * green! + blue!) / 4;
  });
  const reader = symbol === "qrCode" ? new QRCodeReader() : new Code128Reader();
  const source = new RGBLuminanceSource(luminance, width, height);
  return reader.decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
}
