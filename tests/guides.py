"""The guides: pictures taken anew, then all of them and the card of keys as PDF (`make guides`).

The pictures are those of `make screens`, smaller; they stand in `resources/guides/pictures`, from
where the window, the PDF and the README show them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from dialogue_app import i18n
from dialogue_app.services.guides.reading import PEOPLE, guide_pdf, guide_text, key_card_pdf
from tests.screens import picture_window
from tests.template import sample_case
from ui.app import make_application, make_window
from ui.help.card import key_groups

PICTURES = Path(__file__).parents[1] / "resources" / "guides" / "pictures"
# What a picture of the guides is called, and the one of `make screens` it is.
TAKEN = {
    "overview": "vi-light-overview",
    "session": "vi-light-session-2-proceedings",
    "issues": "vi-light-issues",
    "issue": "vi-light-issue",
    "import": "vi-light-import-2-rows",
    "minutes": "vi-light-session-3-minutes",
}
WIDTH, COLOURS = 1000, 64  # pixels and colours: a picture is some 30 KB


def take_pictures(screens: Path) -> None:
    """Bring the pictures up to date with the window."""
    for name, screen in TAKEN.items():
        image = Image.open(screens / f"{screen}.png").convert("RGB")
        high = round(image.height * WIDTH / image.width)
        small = image.resize((WIDTH, high), Image.Resampling.LANCZOS)
        few = small.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)


def write_pdfs(target: Path, folder: Path) -> None:
    """All guides and the card of keys as PDF; `folder` is for a register of no matter."""
    target.mkdir(parents=True, exist_ok=True)
    for key in PEOPLE:
        guide = guide_text(key, i18n.language())
        (target / f"{guide.title}.pdf").write_bytes(guide_pdf(key, i18n.language()))
    case = sample_case(folder)
    window = make_window(case)
    card = key_card_pdf(key_groups(window.entries))
    (target / f"{i18n._('Keys')}.pdf").write_bytes(card)
    window.close_anyway()
    case.store.close()


def main(target: Path) -> None:
    """Take the pictures, then fill the folder `target`."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        case = sample_case(folder / "phuong-mau")
        picture_window(case, folder, "vi", dark=False)
        case.store.close()
        take_pictures(folder)
        make_application("", "vi")
        write_pdfs(target, folder / "keys")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
