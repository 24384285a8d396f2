"""All colours, light and dark, and what is made of them: palette, style sheet, fonts, icons."""

from __future__ import annotations

import string
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

FAMILY = "Be Vietnam Pro"
ICON_SIZE = 18
ROW_HEIGHT = 30
SMALL, STEP, GAP, WIDE = 4, 8, 12, 16
_FACES = ("Regular", "Medium", "SemiBold")
# All that Qt asks the system for by class; on Windows most of them get another face.
_WITH_A_FACE_OF_THE_SYSTEM = (
    "QAbstractItemView", "QListView", "QListBox", "QHeaderView", "QMenu", "QMenuBar", "QMenuItem",
    "QTipLabel", "QMessageBox", "QLabel", "QStatusBar", "QTitleBar", "QMdiSubWindowTitleBar",
    "QDockWidgetTitle", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton",
    "QComboMenuItem", "QComboLineEdit", "QSmallFont", "QMiniFont",
)  # fmt: skip


@dataclass(frozen=True)
class Tokens:
    """Colours by purpose; late, soon and good are for these states only."""

    window: str
    surface: str
    text: str
    muted: str
    border: str
    control: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    late: str
    late_soft: str
    soon: str
    soon_soft: str
    good: str
    good_soft: str


LIGHT = Tokens(
    window="#F5F6F8",
    surface="#FFFFFF",
    text="#1B2430",
    muted="#56616F",
    border="#D5DBE3",
    control="#8893A1",
    accent="#1F4E9E",
    accent_strong="#183F80",
    on_accent="#FFFFFF",
    accent_soft="#E6EEFA",
    late="#B3261E",
    late_soft="#FBE9E7",
    soon="#7A4F00",
    soon_soft="#FFF3D6",
    good="#1B6537",
    good_soft="#E4F3E9",
)
DARK = Tokens(
    window="#13171D",
    surface="#1A1F27",
    text="#E7EBF1",
    muted="#9CA8B7",
    border="#323B48",
    control="#6C7887",
    accent="#86AEF3",
    accent_strong="#A3C2F7",
    on_accent="#0C1A33",
    accent_soft="#22314D",
    late="#FF9186",
    late_soft="#3B2222",
    soon="#F0C36A",
    soon_soft="#3A2F1B",
    good="#83D6A0",
    good_soft="#1D3326",
)

_tokens = LIGHT


def tokens() -> Tokens:
    """The colours in use."""
    return _tokens


def color(role: str) -> QColor:
    """The colour of a token by its name."""
    return QColor(getattr(_tokens, role))


def paper() -> QColor:
    """What is printed stands on white, in dark colours too."""
    return QColor("#FFFFFF")


def apply(app: QApplication, *, dark: bool = False) -> None:
    """Set palette, style sheet and font of the application; call again to change the theme."""
    global _tokens  # noqa: PLW0603  (one theme at a time, as Qt has it)
    _tokens = DARK if dark else LIGHT
    icon.cache_clear()
    scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(scheme)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette())
    _load_letters()
    sheet = (files("resources") / "styles" / "app.qss").read_text("utf-8")
    app.setStyleSheet(string.Template(sheet).substitute(asdict(_tokens)))
    _set_fonts(app)
    app.setWindowIcon(program_icon())


def _set_fonts(app: QApplication) -> None:
    """Our face for every widget, those too that the system has a face of its own for.

    A new style or style sheet brings the system's back, so this follows them.
    """
    app.setFont(body_font())
    for name in _WITH_A_FACE_OF_THE_SYSTEM:
        app.setFont(body_font(), name)  # type: ignore[arg-type]  # takes what its stub denies


def body_font() -> QFont:
    """10 pt, with figures of one width so that columns of numbers align."""
    return _font(10)


def title_font() -> QFont:
    """13 pt semibold, for the title of a page."""
    return _font(13, QFont.Weight.DemiBold)


def number_font() -> QFont:
    """18 pt semibold, for a number that stands for itself."""
    return _font(18, QFont.Weight.DemiBold)


def small_font() -> QFont:
    """9 pt, for captions and chips."""
    return _font(9)


def label_font() -> QFont:
    """9 pt medium, for labels above fields and column headings."""
    return _font(9, QFont.Weight.Medium)


def set_role(widget: QWidget, **properties: str) -> None:
    """Set the properties the style sheet selects a widget by, and repaint it."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(
        Qt.WidgetAttribute.WA_WState_Polished
    ):  # else Qt does it before it shows
        widget.style().unpolish(widget)
        widget.style().polish(widget)


@cache
def icon(name: str, role: str = "muted") -> QIcon:
    """An icon in the colour of the token `role`; selected and checked, in the accent colour."""
    result = QIcon()
    sharpest = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    for scale in range(1, ceil(sharpest) + 1):
        result.addPixmap(_drawn(name, role, scale))
        result.addPixmap(_drawn(name, "accent", scale), QIcon.Mode.Normal, QIcon.State.On)
        result.addPixmap(_drawn(name, "control", scale), QIcon.Mode.Disabled)
    return result


def program_icon() -> QIcon:
    """The program's own icon."""
    result = QIcon()
    for size in (16, 32, 48, 128):
        result.addPixmap(program_picture(size))
    return result


def program_picture(size: int) -> QPixmap:
    """The program's own icon, drawn for one size."""
    return _render(_svg("dialogue"), size, 1)


@cache
def _font(points: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of the window, made once: setting the feature of its figures takes a while."""
    font = QFont(FAMILY, points)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _load_letters() -> None:
    import fontpkg_be_vietnam_pro

    folder = files(fontpkg_be_vietnam_pro) / "files"
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(folder / f"BeVietnamPro-{face}.ttf"))


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, token in {
        roles.Window: "window",
        roles.WindowText: "text",
        roles.Base: "surface",
        roles.AlternateBase: "window",
        roles.Text: "text",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.BrightText: "late",
        roles.ToolTipBase: "surface",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "muted",
        roles.Highlight: "accent",
        roles.HighlightedText: "on_accent",
        roles.Link: "accent",
        roles.Accent: "accent",
        roles.Mid: "border",
        roles.Dark: "control",
    }.items():
        palette.setColor(role, color(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("muted"))
    return palette


@cache
def _svg(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")


def _drawn(name: str, role: str, scale: int) -> QPixmap:
    return _render(_svg(name).replace("currentColor", getattr(_tokens, role)), ICON_SIZE, scale)


def _render(svg: str, size: int, scale: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    result = QPixmap(size * scale, size * scale)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(result.rect()))
    painter.end()
    result.setDevicePixelRatio(scale)
    return result
