"""Word files of every kind of paper as pages of LibreOffice, measured (`make test-word`).

The measures are those of NĐ 30/2020/NĐ-CP, Phụ lục I, which the PDF renderer's tests hold too. All
files go through one conversion. Prints what was measured; fails where something is not allowed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pdfplumber

from dialogue_app.documents.docx import render_docx
from dialogue_app.documents.facts import RaiserFacts
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import IssueFacts
from dialogue_app.documents.parts import Paper
from dialogue_app.documents.transfer import transfer_parts
from tests.documents import example_facts, example_letters

MM = 72 / 25.4
TIMES = ("TimesNewRoman", "Tinos", "LiberationSerif")
LONG = IssueFacts("Đề nghị sửa đường. " * 150, raisers=(RaiserFacts("k", "Công ty Mẫu"),))
SEVERAL = example_letters.LETTERS["higher-several"]
PAPERS: dict[str, Callable[[], Paper]] = {
    "minutes": lambda: minutes_parts(example_facts.meeting()),
    "minutes-long": lambda: minutes_parts(
        replace(example_facts.many(40), issues=(LONG, *example_facts.many(40).issues))
    ),
    **{
        f"transfer-{name}": lambda facts=facts: transfer_parts(
            replace(facts, letter=example_letters.TYPED)
        )
        for name, facts in example_letters.LETTERS.items()
    },
    "transfer-long": lambda: transfer_parts(replace(SEVERAL, issues=SEVERAL.issues * 8)),
}


@dataclass(frozen=True)
class Measure:
    """Something measured, with the least and the most allowed."""

    what: str
    value: float
    least: float
    most: float

    @property
    def allowed(self) -> bool:
        return self.least - 0.05 <= self.value <= self.most + 0.05


def main() -> int:
    """Convert, measure, print; 1 where a measure is not allowed."""
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is needed: apt-get install libreoffice-writer-nogui")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        measures = list(measured(office, Path(folder)))
    for one in measures:
        sign = "" if one.allowed else "   <-- not allowed"
        print(f"{one.what:68}{one.value:9.2f}   {one.least:g} to {one.most:g}{sign}")
    wrong = sum(not one.allowed for one in measures)
    print(f"{len(measures)} measures of {len(PAPERS)} Word files, {wrong} not allowed")
    return bool(wrong)


def measured(office: str, folder: Path) -> Iterator[Measure]:
    for name, paper in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(render_docx(paper()))
    files = sorted(map(str, folder.glob("*.docx")))
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = (office, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files)
    subprocess.run(command, check=True, capture_output=True)
    for name in PAPERS:
        with pdfplumber.open(folder / f"{name}.pdf") as pdf:
            for one in of_paper(pdf.pages, name):
                yield replace(one, what=f"{name}: {one.what}")


def of_paper(pages: list[Any], name: str) -> Iterator[Measure]:
    yield from margins(pages)
    yield from faces(pages)
    yield from page_numbers(pages)
    yield from head(pages[0])
    if name.startswith("minutes"):
        yield from minutes(pages)
    else:
        yield from letter(pages)


def margins(pages: list[Any]) -> Iterator[Measure]:
    for side, least in (("short", 595.28), ("long", 841.89)):
        pick = min if side == "short" else max
        sides = [pick(page.width, page.height) for page in pages]
        yield Measure(f"{side} side, pt (of {len(pages)} pages)", max(sides), least - 1, least + 1)
    texts = [(page, [char for char in page.chars if char["text"].strip()]) for page in pages]
    body = [(page, [c for c in chars if c["top"] > 20 * MM - 1]) for page, chars in texts]
    left = min(c["x0"] for _page, chars in body for c in chars)
    right = min(page.width - max(c["x1"] for c in chars) for page, chars in body)
    low = min(page.height - max(c["bottom"] for c in chars) for page, chars in body)
    yield Measure("left margin, mm", left / MM, 30, 35)
    yield Measure("right margin, mm", right / MM, 19.9, 25)
    yield Measure("bottom margin at least, mm", low / MM, 20, 297)


def faces(pages: list[Any]) -> Iterator[Measure]:
    fonts = {char["fontname"].partition("+")[2] for page in pages for char in page.chars}
    other = [font for font in fonts if not font.replace(" ", "").startswith(TIMES)]
    yield Measure(f"faces that are not Times {other or ''}", len(other), 0, 0)
    colours = {str(char["non_stroking_color"]) for page in pages for char in page.chars}
    black = {"(0,)", "0", "(0, 0, 0)", "None", "(0.0,)", "(0.0, 0.0, 0.0)"}
    yield Measure(f"colours that are not black {colours - black or ''}", len(colours - black), 0, 0)


def page_numbers(pages: list[Any]) -> Iterator[Measure]:
    expected, wrong = 0, 0
    for before, page in zip([None, *pages], pages, strict=False):
        new = before is None or before.width != page.width
        expected = 1 if new else expected + 1
        above = [c for c in page.chars if c["bottom"] < 20 * MM and c["text"].strip()]
        wrong += "".join(c["text"] for c in above) != ("" if new else str(expected))
        if above:
            centre = (above[0]["x0"] + above[-1]["x1"]) / 2 - (page.width / 2 + 5 * MM)
            yield Measure(f"number of page {page.page_number} off the centre, pt", centre, -1, 1)
            yield Measure("its size, pt", above[0]["size"], 13, 14)
    yield Measure("pages with another number than theirs", wrong, 0, 0)


def text(page: Any, words: str, sizes: tuple[float, float], *, style: str) -> Iterator[Measure]:
    """The size and the style ("", "Bold", "Italic", "BoldItalic") of a text on a page."""
    chars = [c for c in page.search(words, regex=False)[0]["chars"] if c["text"].strip()]
    yield Measure(f"size of “{words}”", max(c["size"] for c in chars), *sizes)
    other = [c for c in chars if style_of(c["fontname"]) != style]
    yield Measure(f"letters of “{words}” that are not {style or 'regular'}", len(other), 0, 0)


def style_of(font: str) -> str:
    return ("Bold" if "Bold" in font else "") + ("Italic" if "Italic" in font else "")


def stroke(page: Any, words: str, least: float, most: float) -> Iterator[Measure]:
    """The line under a text: its length as a share of the text, its middle, its distance."""
    found = page.search(words, regex=False)[0]
    width, centre = found["x1"] - found["x0"], (found["x0"] + found["x1"]) / 2
    drawn = [one for one in (*page.lines, *page.rects, *page.curves) if one["x1"] - one["x0"] > 5]
    below = [one for one in drawn if -3 < one["top"] - found["bottom"] < 8]
    near = [one for one in below if abs((one["x0"] + one["x1"]) / 2 - centre) < 20]
    yield Measure(f"lines under “{words}”", len(near), 1, 1)
    if near:
        line = near[0]
        yield Measure(
            f"length of the line under “{words}” as a share",
            (line["x1"] - line["x0"]) / width,
            least,
            most,
        )
        yield Measure("off its middle, pt", (line["x0"] + line["x1"]) / 2 - centre, -1.5, 1.5)
        yield Measure("below it, pt", line["top"] - found["bottom"], -1, 6)


def head(page: Any) -> Iterator[Measure]:
    yield from text(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), style="Bold")
    yield from text(page, "Độc lập - Tự do - Hạnh phúc", (13, 14), style="Bold")
    yield from text(page, "ỦY BAN NHÂN DÂN", (12, 13), style="Bold")
    yield from text(page, "Số:", (13, 13), style="")
    yield from stroke(page, "Độc lập - Tự do - Hạnh phúc", 0.98, 1.02)
    yield from stroke(page, "PHƯỜNG MẪU", 1 / 3, 1 / 2)


def minutes(pages: list[Any]) -> Iterator[Measure]:
    first = pages[0]
    yield from text(first, "BIÊN BẢN", (13, 14), style="Bold")
    yield from text(first, "trên địa bàn phường Mẫu quý III năm 2026", (13, 14), style="Bold")
    yield from stroke(first, "trên địa bàn phường Mẫu quý III năm 2026", 1 / 3, 1 / 2)
    yield from text(first, "Thời gian bắt đầu:", (13, 14), style="")
    yield from text(first, "I. KHAI MẠC VÀ BÁO CÁO", (13, 14), style="Bold")
    yield from paragraphs(first, "Thời gian bắt đầu", "Địa điểm")
    (last,) = (page for page in pages if "Nơi nhận:" in page.extract_text())
    yield from recipients(last)
    secretary, chair = (last.search(word)[-1] for word in ("THƯ KÝ", "CHỦ TỌA"))
    left, right = (last.search(name)[-1] for name in ("Nguyễn Ngọc Diệp", "Trần Văn Hòa"))
    yield Measure("capacities level, pt", secretary["top"] - chair["top"], -0.5, 0.5)
    yield Measure("names level, pt", left["top"] - right["top"], -2, 2)
    office = last.search("CHỦ TỊCH")[-1]
    yield Measure("room to sign, mm", (office["top"] - chair["bottom"]) / MM, 15, 30)
    together = "Hội nghị kết thúc" in last.extract_text()
    yield Measure("the last sentence beside the signatures", together, 1, 1)
    yield Measure(
        "“Nơi nhận:” below the secretary", last.search("Nơi nhận:")[0]["top"] > left["top"], 1, 1
    )
    annex = [page for page in pages if page.width > page.height]
    yield from text(annex[0], "Phụ lục", (14, 14), style="Bold")
    yield from text(annex[0], "TỔNG HỢP KIẾN NGHỊ", (13, 14), style="Bold")
    yield from text(annex[0], "(Kèm theo Biên bản số", (13, 14), style="Italic")
    heads = [page.extract_text().count("Cách nêu") for page in annex]
    yield Measure("headings of the annex on a page, least", min(heads), 1, 1)
    yield Measure("headings of the annex on a page, most", max(heads), 1, 1)
    lowest = [max(c["bottom"] for c in page.chars) / page.height for page in annex[:-1]]
    if lowest:
        yield Measure("least filled page of the annex, share", min(lowest), 0.5, 1)


def letter(pages: list[Any]) -> Iterator[Measure]:
    first, last = pages[0], pages[-1]
    yield from text(first, "V/v", (12, 13), style="")
    yield from text(first, "tháng 9 năm 2026", (13, 14), style="Italic")
    yield from text(first, "Kính gửi:", (13, 14), style="")
    number, subject = first.search("/UBND-")[0], first.search("V/v")[0]
    yield Measure("subject below the number, pt", subject["top"] - number["bottom"], 5, 14)
    dated = first.search("tháng 9 năm 2026")[0]
    yield Measure("place and date level with the number, pt", dated["top"] - number["top"], -1, 1)
    yield from recipients(last)
    capacity, label = last.search("TM. ỦY BAN")[0], last.search("Nơi nhận:")[0]
    yield from text(last, "TM. ỦY BAN NHÂN DÂN", (13, 14), style="Bold")
    yield Measure("“Nơi nhận:” level with the signer, pt", label["top"] - capacity["top"], -4, 4)
    above = [c for c in last.chars if 20 * MM < c["bottom"] < capacity["top"]]
    yield Measure("letters above the signature on its page", len(above), 40, 1e6)


def paragraphs(page: Any, one: str, two: str) -> Iterator[Measure]:
    lines = page.extract_text_lines()
    first, second = (next(line for line in lines if line["text"].startswith(t)) for t in (one, two))
    yield Measure("first line indented, mm", first["x0"] / MM - 30, 9.8, 12.8)
    size = first["chars"][0]["size"]
    apart = second["top"] - first["top"]
    yield Measure("paragraphs apart beyond a line, pt", apart - size * 1.15, 5.5, 12)


def recipients(page: Any) -> Iterator[Measure]:
    yield from text(page, "Nơi nhận:", (12, 12), style="BoldItalic")
    yield from text(page, "- Lưu: VT,", (11, 11), style="")
    yield Measure(
        "“Nơi nhận:” at the left margin, mm", page.search("Nơi nhận:")[0]["x0"] / MM, 29.5, 30.5
    )


if __name__ == "__main__":
    sys.exit(main())
