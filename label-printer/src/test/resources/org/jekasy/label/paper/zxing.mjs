// Reads one QR code of each picture with ZXing-C++ in WebAssembly, one line a picture, empty where none was read: zxing.mjs MODULES FILE...
import fs from "node:fs";
import {pathToFileURL} from "node:url";

const [modules, ...files] = process.argv.slice(2);
const {prepareZXingModule, readBarcodes} = await import(
  pathToFileURL(modules + "/node_modules/zxing-wasm/dist/es/reader/index.js"));
const wasm = fs.readFileSync(modules + "/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm");
prepareZXingModule({overrides: {wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length)}});
for (const file of files) {
  const read = await readBarcodes(new Blob([fs.readFileSync(file)]), {formats: ["QRCode"], tryHarder: true});
  const code = read.find((r) => r.isValid && r.format === "QRCode");
  console.log(code ? code.text : "");
}
