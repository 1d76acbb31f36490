"""What the makers of the corpus share: the addresses and ids that the tests give to their cases, and Japanese as programs of the nineties write it."""
import base64
import os

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.dirname(HERE)

TOKEN = "5f1d0000000000000000000000000a01"   # acknowledgement of the open case 9001
CLOSED = "5f1d0000000000000000000000000b02"  # of the closed case 9002
OPEN_NUMBER, CLOSED_NUMBER = "C-20270609-9001", "C-20270609-9002"
ACK = f"<{TOKEN}@helpdesk.example>"
CLOSED_ACK = f"<{CLOSED}@helpdesk.example>"
US = "support@helpdesk.example"
YAMAMOTO = "k.yamamoto@daiwa-seiki.example"
FISCHER = "l.fischer@nordwind.example"

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC")
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==")


def write(name: str, data: bytes) -> None:
    with open(os.path.join(OUT, name + ".eml"), "wb") as file:
        file.write(data)


def crlf(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def jis(text: str) -> bytes:
    """ISO-2022-JP with the vendors' characters and half-width kana, as Becky! and Outlook write it; Python's own codec refuses them."""
    out, mode = bytearray(), b"(B"

    def switch(to: bytes) -> None:
        nonlocal mode
        if mode != to:
            out.extend(b"\x1b" + to)
            mode = to

    for char in text:
        if ord(char) < 0x80:
            switch(b"(B")
            out.extend(char.encode())
            continue
        code = char.encode("cp932")
        if len(code) == 1:
            switch(b"(I")
            out.append(code[0] & 0x7F)
            continue
        switch(b"$B")
        lead, trail = code
        if lead >= 0xFA:  # IBM's own rows have their twins in NEC's, where mail programs send them
            lead, trail = nec_of_ibm(char)
        row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + 0x21
        if trail >= 0x9F:
            row, cell = row + 1, trail - 0x7E
        else:
            cell = trail - (0x1F if trail < 0x80 else 0x20)
        out.extend([row, cell])
    switch(b"(B")
    return bytes(out)


def nec_of_ibm(char: str) -> bytes:
    for lead in (0xED, 0xEE):
        for trail in range(0x40, 0xFD):
            try:
                if bytes([lead, trail]).decode("cp932") == char:
                    return bytes([lead, trail])
            except UnicodeDecodeError:
                continue
    raise ValueError(char)


def word(text: bytes, charset: str) -> bytes:
    return b"=?" + charset.encode() + b"?B?" + base64.b64encode(text) + b"?="


def mail(name: str, headers: dict | list, body: bytes | str, eol: bool = True) -> None:
    """Headers and body exactly as given: for mails that no library would write."""
    lines = []
    for key, value in headers.items() if isinstance(headers, dict) else headers:
        lines.append(key.encode() + b": " + (value if isinstance(value, bytes) else value.encode()))
    data = b"\n".join(lines) + b"\n\n" + (body if isinstance(body, bytes) else body.encode())
    write(name, crlf(data) if eol else data)
