// Reads one code of each picture with ZXing-C++ in WebAssembly, one line a picture, empty where none was read, else what kind of code it is (ISO/IEC 15424,
// ]Q1 a QR code without ECI, ]C1 GS1-128) and what it says: zxing.mjs MODULES QRCode|Code128 FILE...
import fs from "node:fs";
import {pathToFileURL} from "node:url";

const [modules, format, ...files] = process.argv.slice(2);
const {prepareZXingModule, readBarcodes} = await import(
  pathToFileURL(modules + "/node_modules/zxing-wasm/dist/es/reader/index.js"));
const wasm = fs.readFileSync(modules + "/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm");
prepareZXingModule({overrides: {wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length)}});
for (const file of files) {
  const read = await readBarcodes(new Blob([fs.readFileSync(file)]), {formats: [format], tryHarder: true, textMode: "Plain"});
  const code = read.find((r) => r.isValid && r.format === format);
  console.log(code ? code.symbologyIdentifier + code.text : "");
}
