"""Words that stand in the names of many enterprises: legal types, branches, trades, places.

They tell nobody apart. Each phrase is folded (`domain.text.fold`); the short form beside several
phrases may be read as any of them: VT is vận tải, vật tư or viễn thông.
"""

from __future__ import annotations

from enum import Enum, auto


class Legal(Enum):
    """The legal types that exclude each other; a name that tells none fits all."""

    LIMITED = auto()
    JOINT_STOCK = auto()
    PARTNERSHIP = auto()
    PRIVATE = auto()
    COOPERATIVE = auto()
    HOUSEHOLD = auto()


LEGAL: dict[str, Legal | None] = {
    "cong ty": None, "cty": None, "c ty": None, "ct": None, "company": None, "doanh nghiep": None,
    "cong ti": None, "cttnhh": Legal.LIMITED, "ctytnhh": Legal.LIMITED,
    "tnhh": Legal.LIMITED, "trach nhiem huu han": Legal.LIMITED, "ltd": Legal.LIMITED,
    "co ltd": Legal.LIMITED, "company limited": Legal.LIMITED, "limited": Legal.LIMITED,
    "tnhhmtv": Legal.LIMITED, "mtv": Legal.LIMITED, "1tv": Legal.LIMITED,
    "mot thanh vien": Legal.LIMITED, "1 thanh vien": Legal.LIMITED, "2tv": Legal.LIMITED,
    "hai thanh vien tro len": Legal.LIMITED, "2 thanh vien tro len": Legal.LIMITED,
    "hai thanh vien": Legal.LIMITED, "2 thanh vien": Legal.LIMITED,
    "co phan": Legal.JOINT_STOCK, "cp": Legal.JOINT_STOCK, "ctcp": Legal.JOINT_STOCK,
    "ctycp": Legal.JOINT_STOCK, "jsc": Legal.JOINT_STOCK,
    "joint stock company": Legal.JOINT_STOCK, "joint stock": Legal.JOINT_STOCK,
    "hop danh": Legal.PARTNERSHIP,
    "doanh nghiep tu nhan": Legal.PRIVATE, "dntn": Legal.PRIVATE,
    "doanh nghiep tn": Legal.PRIVATE, "dn tu nhan": Legal.PRIVATE, "dn tn": Legal.PRIVATE,
    "hop tac xa": Legal.COOPERATIVE, "htx": Legal.COOPERATIVE,
    "ho kinh doanh": Legal.HOUSEHOLD, "ho kinh doanh ca the": Legal.HOUSEHOLD,
    "hkd": Legal.HOUSEHOLD, "ho kd": Legal.HOUSEHOLD,
}  # fmt: skip

BRANCHES = {
    "chi nhanh": "branch", "van phong dai dien": "office", "vpdd": "office",
    "dia diem kinh doanh": "place", "ddkd": "place",
}  # fmt: skip

# What "cn" means elsewhere than before a whole name or a number: công nghệ, công nghiệp.
BRANCH_OR_TRADE = "cn"

TRADES: dict[str, str] = {
    # phrase: short form, or nothing where none is usual
    "thuong mai": "tm", "dich vu": "dv", "san xuat": "sx", "xay dung": "xd",
    "xuat nhap khau": "xnk", "xuat khau": "xk", "nhap khau": "nk", "dau tu": "dt",
    "dien tu": "dt", "dao tao": "dt", "phat trien": "pt", "phu tung": "pt", "cong nghe": "cn",
    "cong nghiep": "cn", "ky thuat": "kt", "ke toan": "kt", "tu van": "tv", "thiet ke": "tk",
    "van tai": "vt", "vat tu": "vt", "vien thong": "vt", "van chuyen": "vc", "du lich": "dl",
    "dien lanh": "dl", "kinh doanh": "kd", "quang cao": "qc", "truyen thong": "tt",
    "co khi": "ck", "khach san": "ks", "nha hang": "nh", "cua hang": "ch", "co so": "cs",
    "vat lieu": "vl", "thiet bi": "tb", "thuc pham": "tp", "bat dong san": "bds", "dia oc": "do",
    "duoc pham": "dp", "noi that": "nt", "nha thuoc": "nt", "phong kham": "pk", "giao duc": "gd",
    "moi truong": "mt", "may tinh": "mt", "hoa chat": "hc", "nong san": "ns", "thuy san": "ts",
    "hai san": "hs", "bao ve": "bv", "ve sinh": "vs", "giao nhan": "gn", "kho van": "kv",
    "quan ly": "ql", "tong hop": "th", "my pham": "mp", "nong nghiep": "nn", "may mac": "mm",
    "to chuc su kien": "", "su kien": "", "in an": "", "bao bi": "", "nha khoa": "",
    "tap hoa": "", "ca phe": "", "quan an": "", "quan com": "", "quan pho": "", "quan nuoc": "",
    "xuong": "", "nha may": "", "xi nghiep": "",
    "tap doan": "", "giai tri": "", "y te": "", "trang tri": "", "ngoai that": "",
    "thep": "", "nhua": "", "kim khi": "", "dien nuoc": "",
    "nang luong": "", "xang dau": "", "tham my": "", "thoi trang": "", "giay dep": "",
    "det may": "", "det nhuom": "", "o to": "", "xe may": "", "chuyen phat": "", "tin hoc": "",
    "phan mem": "", "giai phap": "", "tai chinh": "", "kiem toan": "",
    "bao hiem": "", "tham dinh gia": "", "quoc te": "", "toan cau": "", "lien doanh": "",
    "co dien": "", "thiet bi dien": "", "cay canh": "", "suc khoe": "",
    "trung tam": "", "tong cong ty": "", "mam non": "", "hiep hoi": "",
    "logistics": "", "spa": "", "group": "", "holdings": "", "holding": "", "trading": "",
    "service": "", "services": "", "construction": "", "investment": "", "import": "",
    "export": "", "import export": "xnk", "technology": "", "international": "", "global": "",
    "media": "", "food": "", "foods": "", "tour": "", "travel": "", "hotel": "", "coffee": "",
    "cafe": "", "restaurant": "", "shop": "", "store": "", "studio": "", "production": "",
    "development": "", "engineering": "", "solutions": "", "software": "", "pharma": "",
}  # fmt: skip
# Short forms that are joined to one word: TMDV, TMDVXNK, CPTM, CtyTNHH.
JOINED = (
    "cty", "tnhh", "mtv", "cp", "tm", "dv", "sx", "xnk", "xd", "vt", "dt", "pt", "kd", "kt", "dl",
    "qc", "tv", "tk", "vl",
)  # fmt: skip

PLACES: dict[str, str] = {
    # phrase: the one way to name it
    "viet nam": "vn", "vn": "vn", "vietnam": "vn", "sai gon": "sg", "saigon": "sg", "sg": "sg",
    "ha noi": "hn", "hanoi": "hn", "hn": "hn", "ho chi minh": "hcm", "tp hcm": "hcm",
    "tphcm": "hcm", "hcm": "hcm", "tp ho chi minh": "hcm", "thanh pho ho chi minh": "hcm",
    "dong nam a": "", "chau a": "", "asia": "", "mien nam": "", "mien bac": "", "mien trung": "",
    "an giang": "", "ba ria": "", "vung tau": "", "ba ria vung tau": "brvt", "brvt": "brvt",
    "bac giang": "", "bac kan": "", "bac lieu": "", "bac ninh": "", "ben tre": "",
    "binh dinh": "", "binh duong": "", "binh phuoc": "", "binh thuan": "", "ca mau": "",
    "can tho": "", "cao bang": "", "da nang": "", "dak lak": "", "dac lac": "", "dak nong": "",
    "dien bien": "", "dong nai": "", "dong thap": "", "gia lai": "", "ha giang": "", "ha nam": "",
    "ha tinh": "", "hai duong": "", "hai phong": "", "hau giang": "", "hung yen": "",
    "khanh hoa": "", "kien giang": "", "kon tum": "", "lai chau": "", "lam dong": "",
    "lang son": "", "lao cai": "", "long an": "", "nam dinh": "", "nghe an": "", "ninh binh": "",
    "ninh thuan": "", "phu tho": "", "phu yen": "", "quang binh": "", "quang nam": "",
    "quang ngai": "", "quang ninh": "", "quang tri": "", "soc trang": "", "son la": "",
    "tay ninh": "", "thai nguyen": "", "thanh hoa": "", "thua thien hue": "",
    "tien giang": "", "tra vinh": "", "tuyen quang": "", "vinh long": "", "vinh phuc": "",
    "yen bai": "", "cu chi": "", "hoc mon": "", "binh chanh": "", "nha be": "", "can gio": "",
    "thu duc": "", "go vap": "", "tan binh": "", "tan phu": "", "phu nhuan": "",
    "binh thanh": "", "binh tan": "", "cho lon": "", "ben thanh": "", "nha trang": "",
    "da lat": "", "bien hoa": "", "thanh pho": "", "tp": "",
}  # fmt: skip
# Words that only join others; without its marks only the first is known from Tài and Cửa.
FILLERS = frozenset({"và", "va", "tại", "của", "số", "and", "the", "of"})
