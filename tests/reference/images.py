# SPDX-License-Identifier: GPL-3.0-or-later
"""Small images of every kind that is read or refused, and what Pillow and Transformers make of them.

Writes tests/data/images: the files, and expected.json with
- decode: Pillow's verdict on each file, and the SHA-256 of its RGB bytes as stored and turned by EXIF;
- resize: the SHA-256 of Pillow's Image.resize for sizes and filters;
- preprocess: the SHA-256 of the float32 tensor of Transformers' Pillow image processors for settings.

    python tests/reference/images.py [--real FOLDER]

--real writes tests/data/images/real.json besides: the same verdicts and sums for the files that
FOLDER/images/inventory.json lists. The images are drawn and encoded the same way every time.
"""

import argparse
import hashlib
import io
import json
import pathlib
import struct
import warnings
import zlib

import numpy as np
from PIL import Image, ImageOps

OUT = pathlib.Path(__file__).resolve().parent.parent / "data" / "images"
WIDTH, HEIGHT = 37, 26


def picture(width=WIDTH, height=HEIGHT):
    """Gradients, an edge, noise, and no symmetry; float 0..1, (height, width, 4)."""
    y, x = np.mgrid[0:height, 0:width]
    noise = np.random.RandomState(7).rand(height, width, 4) * 0.25
    out = np.empty((height, width, 4))
    out[..., 0] = x / (width - 1)
    out[..., 1] = y / (height - 1)
    out[..., 2] = ((x * 3 + y * 5) % 17) / 16
    out[..., 3] = (x + y) / (width + height - 2)
    out = out * 0.75 + noise
    out[: height // 3, : width // 4, :3] = (1.0, 0.1, 0.05)
    return np.clip(out, 0, 1)


def rgb8():
    return Image.fromarray((picture()[..., :3] * 255).round().astype(np.uint8), "RGB")


def rgba8():
    return Image.fromarray((picture() * 255).round().astype(np.uint8), "RGBA")


# PNG, written by hand because Pillow writes few of its kinds


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack_row(samples, depth):
    """(width, channels) integers to bytes."""
    flat = samples.reshape(-1)
    if depth == 16:
        return flat.astype(">u2").tobytes()
    if depth == 8:
        return flat.astype(np.uint8).tobytes()
    bits = ((flat[:, None] >> np.arange(depth - 1, -1, -1)) & 1).astype(np.uint8)
    return np.packbits(bits.reshape(-1)).tobytes()


ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def filtered(rows, step):
    """A different filter a row, so that all five are met."""
    out, above = b"", None
    for number, row in enumerate(rows):
        row = np.frombuffer(row, np.uint8).astype(int)
        up = np.zeros_like(row) if above is None else above
        left = np.concatenate([np.zeros(min(step, len(row)), int), row[:-step]])[: len(row)]
        corner = np.concatenate([np.zeros(min(step, len(row)), int), up[:-step]])[: len(row)]
        p = left + up - corner
        pa, pb, pc = abs(p - left), abs(p - up), abs(p - corner)
        paeth = np.where((pa <= pb) & (pa <= pc), left, np.where(pb <= pc, up, corner))
        kind = number % 5
        guess = [0 * row, left, up, (left + up) // 2, paeth][kind]
        out += bytes([kind]) + ((row - guess) % 256).astype(np.uint8).tobytes()
        above = row
    return out


def image_data(samples, depth, interlaced):
    step = max(samples.shape[2] * depth // 8, 1)
    if not interlaced:
        return filtered([pack_row(r, depth) for r in samples], step)
    out = b""
    for x0, y0, dx, dy in ADAM7:
        part = samples[y0::dy, x0::dx]
        if part.size:
            out += filtered([pack_row(r, depth) for r in part], step)
    return out


def png(samples, depth, colour, before=b"", after=b"", interlaced=False, packed=None, split=97):
    height, width = samples.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    packed = packed if packed is not None else zlib.compress(image_data(samples, depth, interlaced), 9)
    data = b"".join(chunk(b"IDAT", packed[i : i + split]) for i in range(0, len(packed), split))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + data + after + chunk(b"IEND", b"")


def samples(depth, channels):
    values = picture()
    values = values[..., {1: [0], 2: [0, 3], 3: [0, 1, 2], 4: [0, 1, 2, 3]}[channels]]
    return (values * (2**depth - 1)).round().astype(int)


def palette(count):
    return bytes(np.random.RandomState(3).randint(0, 256, 3 * count).astype(np.uint8))


def png_files():
    for depth in (1, 2, 4, 8, 16):
        yield f"grey{depth}.png", png(samples(depth, 1), depth, 0)
        yield f"grey{depth}_interlaced.png", png(samples(depth, 1), depth, 0, interlaced=True)
    yield "grey8_trns.png", png(samples(8, 1), 8, 0, chunk(b"tRNS", b"\0\x40"))
    # A 16-bit picture darker than 1/256 keeps its steps; brighter ones are clipped.
    dark = (picture()[..., :1] * 400).astype(int)
    yield "grey16_dark.png", png(dark, 16, 0)
    for depth in (8, 16):
        yield f"grey_alpha{depth}.png", png(samples(depth, 2), depth, 4)
        yield f"rgb{depth}.png", png(samples(depth, 3), depth, 2)
        yield f"rgba{depth}.png", png(samples(depth, 4), depth, 6)
        yield f"rgba{depth}_interlaced.png", png(samples(depth, 4), depth, 6, interlaced=True)
    yield "rgb8_trns.png", png(samples(8, 3), 8, 2, chunk(b"tRNS", b"\0\xff\0\x1a\0\x0d"))
    for depth in (1, 2, 4, 8):
        indices = samples(depth, 1)
        yield f"palette{depth}.png", png(indices, depth, 3, chunk(b"PLTE", palette(2**depth)))
    trns = chunk(b"PLTE", palette(256)) + chunk(b"tRNS", bytes(range(200)))
    yield "palette8_trns.png", png(samples(8, 1), 8, 3, trns)
    yield "palette8_interlaced.png", png(samples(8, 1), 8, 3, trns, interlaced=True)
    yield "palette8_short.png", png(samples(8, 1), 8, 3, chunk(b"PLTE", palette(100)))
    tiny = samples(8, 3)[:1, :3]
    yield "tiny_interlaced.png", png(tiny, 8, 2, interlaced=True)


def apng_files():
    frames = [rgb8(), ImageOps.mirror(rgb8()), ImageOps.flip(rgb8())]
    for name, options in (("apng.png", {}), ("apng_default_image.png", {"default_image": True})):
        out = io.BytesIO()
        frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=50, **options)
        yield name, out.getvalue()


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def without_marker(jpeg, marker):
    """The JPEG without its first segment of that marker (before the scan)."""
    at = 2
    while jpeg[at + 1] != marker:
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return jpeg[:at] + jpeg[at + 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0] :]


def with_segment(jpeg, marker, data):
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def jpeg_files():
    image = rgb8()
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        yield f"baseline_{name}.jpg", encoded(image, "JPEG", quality=85, subsampling=subsampling)
        yield f"progressive_{name}.jpg", encoded(image, "JPEG", quality=85, subsampling=subsampling, progressive=True)
    yield "restarts.jpg", encoded(image, "JPEG", quality=60, restart_marker_rows=1)
    yield "rgb.jpg", encoded(image, "JPEG", quality=85, keep_rgb=True)
    yield "grey.jpg", encoded(image.convert("L"), "JPEG", quality=85)
    yield "grey_progressive.jpg", encoded(image.convert("L"), "JPEG", quality=85, progressive=True)
    cmyk = encoded(Image.merge("CMYK", rgba8().split()), "JPEG", quality=85)
    yield "cmyk_adobe.jpg", cmyk
    yield "cmyk_plain.jpg", without_marker(cmyk, 0xEE)
    adobe = cmyk.index(b"Adobe")
    yield "ycck.jpg", cmyk[: adobe + 11] + b"\x02" + cmyk[adobe + 12 :]
    whole = encoded(image, "JPEG", quality=85)
    yield "no_end_marker.jpg", whole[:-2]
    yield "junk_behind.jpg", whole + b"junk" * 5


def exif_block(orientation, order="<", kind="H"):
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    value = struct.pack(order + kind, orientation).ljust(4, b"\0")
    tags = struct.pack(order + "HHI", 0x010F, 2, 4) + b"abc\0"
    tags += struct.pack(order + "HHI", 0x0112, {"H": 3, "I": 4, "B": 1}[kind], 1) + value
    return head + struct.pack(order + "H", 2) + tags + b"\0\0\0\0"


def exif_files():
    image = rgb8()
    whole = encoded(image, "JPEG", quality=75)
    for n in range(1, 9):
        block = b"Exif\0\0" + exif_block(n, "<>"[n % 2])
        yield f"exif{n}.jpg", with_segment(whole, 0xE1, block)
    yield "exif_long.jpg", with_segment(whole, 0xE1, b"Exif\0\0" + exif_block(6, ">", "I"))
    yield "exif_9.jpg", with_segment(whole, 0xE1, b"Exif\0\0" + exif_block(9))
    yield "exif_cut.jpg", with_segment(whole, 0xE1, (b"Exif\0\0" + exif_block(6))[:18])
    yield "exif_wild_offset.jpg", with_segment(whole, 0xE1, b"Exif\0\0II*\0\xf0\xff\xff\xff")
    xmp = b'<x:xmpmeta><rdf:Description tiff:Orientation="8"/></x:xmpmeta>'
    yield "xmp8.jpg", with_segment(whole, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp)
    colours = samples(8, 3)
    yield "exif6_before.png", png(colours, 8, 2, chunk(b"eXIf", exif_block(6)))
    yield "exif5_behind.png", png(colours, 8, 2, after=chunk(b"eXIf", exif_block(5, ">")))
    raw = b"Exif\0\0" + exif_block(3)
    profile = b"\nexif\n" + str(len(raw)).rjust(8).encode() + b"\n" + raw.hex().encode() + b"\n"
    yield "exif3_raw_profile.png", png(colours, 8, 2, chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(profile)))
    text = b"XML:com.adobe.xmp\0\0\0\0\0<tiff:Orientation>7</tiff:Orientation>"
    yield "xmp7.png", png(colours, 8, 2, chunk(b"iTXt", text))
    yield "exif_broken.png", png(colours, 8, 2, chunk(b"eXIf", b"II*"))
    yield "exif8.webp", encoded(image, "WEBP", quality=80, exif=b"Exif\0\0" + exif_block(8))


def webp_files():
    yield "lossy.webp", encoded(rgb8(), "WEBP", quality=70)
    yield "lossless.webp", encoded(rgb8(), "WEBP", lossless=True)
    yield "lossy_alpha.webp", encoded(rgba8(), "WEBP", quality=70)
    yield "lossless_alpha.webp", encoded(rgba8(), "WEBP", lossless=True, exact=True)
    yield "animated.webp", encoded(
        rgba8(), "WEBP", save_all=True, append_images=[ImageOps.mirror(rgba8())], duration=40, quality=70
    )


def odd_files():
    """Broken, hostile, or of another format."""
    colours = samples(8, 3)
    whole = {
        "jpg": encoded(rgb8(), "JPEG", quality=85),
        "png": png(colours, 8, 2),
        "webp": encoded(rgb8(), "WEBP", quality=70),
    }
    for kind, data in whole.items():
        yield f"truncated_half.{kind}", data[: len(data) // 2]
        yield f"truncated_header.{kind}", data[:20]
    progressive = encoded(rgb8(), "JPEG", quality=85, progressive=True)
    yield "truncated_progressive.jpg", progressive[: len(progressive) * 3 // 4]
    yield "png_no_end.png", whole["png"][:-12]
    yield "png_cut_behind_pixels.png", png(colours, 8, 2, after=chunk(b"teXt", b"x" * 40))[:-40]
    header = whole["png"].index(b"IHDR")
    yield "png_bad_header_sum.png", whole["png"][: header + 17] + b"\0\0\0\0" + whole["png"][header + 21 :]
    yield "png_bad_text_sum.png", png(colours, 8, 2, chunk(b"tEXt", b"a\0b")[:-1] + b"?")
    first = whole["png"].index(b"IDAT")
    sum_at = first + 4 + 97
    yield "png_bad_pixel_sum.png", whole["png"][:sum_at] + b"\0\0\0\0" + whole["png"][sum_at + 4 :]
    raw = bytearray(image_data(colours, 8, False))
    raw[5 * (WIDTH * 3 + 1)] = 9
    yield "png_bad_filter.png", png(colours, 8, 2, packed=zlib.compress(bytes(raw)))
    packed = zlib.compress(image_data(colours, 8, False), 9)
    yield "png_bad_stream.png", png(colours, 8, 2, packed=packed[:700] + b"\xff" * 60 + packed[760:])
    yield "png_too_few_rows.png", png(colours, 8, 2, packed=zlib.compress(image_data(colours, 8, False)[:-300]))
    yield "png_bad_adler.png", png(colours, 8, 2, packed=packed[:-4] + b"\0\0\0\0")
    yield "png_no_palette.png", png(samples(8, 1), 8, 3)
    yield "png_bad_depth.png", png(samples(2, 3), 2, 2, packed=packed)
    bomb = zlib.compress(b"\0" * (3 << 20), 9)
    yield "png_text_bomb.png", png(colours, 8, 2, chunk(b"zTXt", b"k\0\0" + bomb))
    yield "png_itext_bomb_behind.png", png(colours, 8, 2, after=chunk(b"iTXt", b"k\0\1\0\0\0" + bomb))
    yield "png_text_unknown_method.png", png(colours, 8, 2, chunk(b"zTXt", b"k\0\7abc"))
    huge = struct.pack(">IIBBBBB", 90000, 90000, 8, 2, 0, 0, 0)
    yield "png_bomb.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", huge) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    none = struct.pack(">IIBBBBB", 0, 5, 8, 2, 0, 0, 0)
    yield "png_no_pixels.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", none) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    frame = whole["jpg"].index(b"\xff\xc0")
    yield "jpeg_bomb.jpg", whole["jpg"][: frame + 5] + struct.pack(">HH", 60000, 60000) + whole["jpg"][frame + 9 :]
    yield "jpeg_12bit.jpg", whole["jpg"][: frame + 4] + b"\x0c" + whole["jpg"][frame + 5 :]
    yield "other.gif", encoded(rgb8(), "GIF")
    yield "other.bmp", encoded(rgb8(), "BMP")
    yield "other.tiff", encoded(rgb8(), "TIFF")
    yield "text.jpg", b"This is not an image.\n"
    yield "empty.png", b""


READ = {"JPEG", "MPO", "PNG", "WEBP"}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def verdict(file):
    """What Pillow says to a file opened anew; formats that are not read count as refused."""
    try:
        with Image.open(file) as image:
            if image.format not in READ:
                return {"refused": f"{image.format} is not read"}
            rgb = image.convert("RGB")
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}".replace(str(file), "FILE")}
    out = {"width": rgb.width, "height": rgb.height, "sha256": sha256(rgb.tobytes())}
    try:
        with Image.open(file) as image:
            turned = ImageOps.exif_transpose(image).convert("RGB")
        out["turned"] = [turned.width, turned.height, sha256(turned.tobytes())]
    except Exception:  # an EXIF block that Pillow stumbles over leaves the picture as it is stored
        out["turned"] = [rgb.width, rgb.height, out["sha256"]]
    return out


def resizes(image):
    for width, height in ((16, 16), (5, 3), (1, 1), (37, 60), (80, 26), (74, 52), (100, 9), (9, 100), (38, 27), (36, 24), (36, 23)):
        for number in range(6):
            resized = image.resize((width, height), Image.Resampling(number))
            yield {"width": width, "height": height, "filter": number, "sha256": sha256(resized.tobytes())}


SETTINGS = [
    {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 16}, "crop_size": 16},
    {"feature_extractor_type": "CLIPFeatureExtractor", "size": 16, "crop_size": 16, "resample": 3},
    {"size": {"shortest_edge": 15}, "crop_size": {"height": 11, "width": 14}, "resample": 2},
    {"size": {"shortest_edge": 10}, "crop_size": {"height": 20, "width": 13}},
    {"size": {"height": 12, "width": 30}, "crop_size": {"height": 19, "width": 33}, "resample": 1},
    {"size": {"height": 12, "width": 30}, "do_center_crop": False, "do_rescale": False},
    {"do_resize": False, "crop_size": {"height": 21, "width": 50}, "do_normalize": False},
    {"do_rescale": False, "do_normalize": False, "crop_size": 30, "size": {"shortest_edge": 30}, "resample": 0},
    {"image_processor_type": "LlavaImageProcessorFast", "do_pad": True, "size": {"shortest_edge": 24}, "crop_size": 24},
    {"image_processor_type": "LlavaImageProcessor", "do_pad": True, "do_center_crop": False, "size": {"shortest_edge": 24},
     "image_mean": [0.5, 0.4, 0.3], "image_std": [0.2, 0.3, 0.4], "rescale_factor": 0.01},
    {"image_processor_type": "SiglipImageProcessor", "size": {"height": 20, "width": 20}},
    {"image_processor_type": "SiglipImageProcessor", "size": {"height": 13, "width": 35}, "resample": 3},
]


def preprocesses(files):
    from transformers import CLIPImageProcessorPil, LlavaImageProcessorPil, SiglipImageProcessorPil

    for settings in SETTINGS:
        kind = settings.get("image_processor_type", "CLIP")
        make = LlavaImageProcessorPil if "Llava" in kind else SiglipImageProcessorPil if "Siglip" in kind else CLIPImageProcessorPil
        processor = make(**{k: v for k, v in settings.items() if not k.endswith("_type")})
        for file in files:
            image = Image.open(OUT / file).convert("RGB")
            values = np.asarray(processor(image, return_tensors="np")["pixel_values"][0], dtype="<f4")
            yield {"settings": settings, "image": file, "shape": values.shape, "sha256": sha256(values.tobytes())}


def write_json(file, value):
    lines = json.dumps(value, indent=1, ensure_ascii=True)
    (OUT / file).write_text(lines + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--real", type=pathlib.Path)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    OUT.mkdir(parents=True, exist_ok=True)

    decoded = {}
    for source in (png_files, apng_files, jpeg_files, exif_files, webp_files, odd_files):
        for name, data in source():
            (OUT / name).write_bytes(data)
            decoded[name] = verdict(OUT / name)
    tall = "tall.png"
    (OUT / tall).write_bytes(png((picture(21, 44)[..., :3] * 255).round().astype(int), 8, 2))
    decoded[tall] = verdict(OUT / tall)
    write_json("expected.json", {
        "decode": decoded,
        "resize": list(resizes(Image.open(OUT / "rgb8.png").convert("RGB"))),
        "preprocess": list(preprocesses(["rgb8.png", tall, "tiny_interlaced.png"])),
    })
    if arguments.real:
        folder = arguments.real / "images"
        inventory = json.loads((folder / "inventory.json").read_text())
        write_json("real.json", {entry["file"]: verdict(folder / entry["file"]) for entry in inventory})


if __name__ == "__main__":
    main()
