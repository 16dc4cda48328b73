#!/usr/bin/env python3
"""images_to_pdf.py OUT.pdf PAGE.jpg...: an image-only PDF 1.4 of 150 dpi pages, as scanners make.

Written by hand because ImageMagick's PDF coder is switched off by Debian's policy, and so that the
same pages always give the same bytes.
"""
import struct
import sys


def size_of_jpeg(data):
    """Width, height and colour components from the start-of-frame segment."""
    at = 2
    while at + 9 < len(data):
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2:at + 4])[0]
        if 0xC0 <= marker <= 0xC2:
            height, width, components = struct.unpack(">HHB", data[at + 5:at + 10])
            return width, height, components
        at += 2 + length
    raise SystemExit("images_to_pdf.py: not a JPEG")


def stream(head, data):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def main(out, pages):
    kids = b" ".join(b"%d 0 R" % (4 + 3 * k) for k in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
               b"<< /Producer (DocScan SM-0001) /CreationDate (D:20260310163000+08'00') >>"]
    for k, path in enumerate(pages):
        data = open(path, "rb").read()
        width, height, components = size_of_jpeg(data)
        box = (width * 72 / 150, height * 72 / 150)
        colour = b"/DeviceGray" if components == 1 else b"/DeviceRGB"
        draw = b"q %.2f 0 0 %.2f 0 0 cm /Im0 Do Q" % box
        objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R"
                    b" /Resources << /XObject << /Im0 %d 0 R >> >> >>"
                    % (*box, 5 + 3 * k, 6 + 3 * k),
                    stream(b"", draw),
                    stream(b"/Type /XObject /Subtype /Image /Width %d /Height %d"
                           b" /BitsPerComponent 8 /ColorSpace %s /Filter /DCTDecode" % (width, height, colour), data)]
    text, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(text)
    text += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    text += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    text += b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, xref)
    with open(out, "wb") as target:
        target.write(text)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
