"""People, towns, offices and outlets that articles are filled with; most are invented."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as a page names it.

    Args:
        written: how the page writes it.
        canonical: the name it is known by; the same as `written` where nobody told.
    """

    written: str
    canonical: str = ""

    @property
    def accepted(self) -> tuple[str, ...]:
        """The names that are right."""
        return tuple(dict.fromkeys((self.canonical or self.written, self.written)))


def _outlets(*names: str) -> tuple[Outlet, ...]:
    """Read "written=canonical" or only "written"."""
    return tuple(Outlet(*name.split("=")) for name in names)


GIVEN: Mapping[str, tuple[str, ...]] = {
    "en": ("Ada", "Callum", "Denise", "Edwin", "Farah", "Grace", "Howard", "Imogen", "Jonah", "Kwame", "Leila",
           "Marcus",
           "Nadia", "Oliver", "Petra", "Rashid", "Sinead", "Tobias", "Una", "Wesley"),
    "vi": ("Nguyễn Minh", "Trần Thu", "Lê Quốc", "Phạm Ngọc", "Hoàng Văn", "Đặng Thị", "Vũ Đức", "Bùi Thanh", "Đỗ Hải",
           "Ngô Xuân", "Dương Thùy", "Lý Hồng"),
    "fr": ("Agnès", "Bastien", "Camille", "Didier", "Élodie", "Fabrice", "Hélène", "Jérôme", "Léa", "Mathieu", "Noémie",
           "Olivier", "Pascale", "Rémi", "Solène", "Jean-Marc", "Marie-Odile"),
}  # fmt: skip
FAMILY: Mapping[str, tuple[str, ...]] = {
    "en": ("Abernathy", "Blackwood", "Chaudhry", "Dunmore", "Ellery", "Fenwick", "Garrido", "Hollis", "Iyer", "Jessop",
           "Kowalski", "Lindqvist", "McAllister", "Nwosu", "O'Rourke", "Pemberton", "Quayle", "Ravensdale", "Stroud",
           "Tran", "Van der Berg", "Whitlock"),
    "vi": ("Anh", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hương", "Khánh", "Lan", "Mai", "Nam", "Phương", "Quân", "Sơn",
           "Tâm", "Vinh", "Yến"),
    "fr": ("Aubert", "Besnard", "Carpentier", "Delaunay", "Évrard", "Fontanel", "Guérin", "Huguet", "Jacquemin",
           "Lacombe", "Marchand", "Navarre", "Péronnet", "Rousselot", "Sabatier", "Thévenin", "de Villiers"),
}  # fmt: skip
ROLES: Mapping[str, tuple[str, ...]] = {
    "en": ("Minister of Public Works", "harbour master", "Deputy Mayor", "chief engineer", "union leader",
           "head of the inquiry", "professor of hydrology", "chair of the council", "spokeswoman"),
    "vi": ("Giám đốc Sở Giao thông", "Phó Chủ tịch thành phố", "kỹ sư trưởng", "trưởng ban quản lý dự án",
           "chủ tịch hiệp hội", "chuyên gia độc lập"),
    "fr": ("ministre des Transports", "maire adjointe", "ingénieur en chef", "porte-parole du syndicat",
           "directeur du port", "présidente de l'association"),
}  # fmt: skip
OFFICES: Mapping[str, tuple[str, ...]] = {
    "en": ("the regional council", "the Ministry of Transport", "the port authority", "the auditors' office",
           "the growers' union", "the Marine Institute", "the UN food agency", "the central bank"),
    "vi": ("Ủy ban nhân dân tỉnh", "Bộ Giao thông vận tải", "Sở Nông nghiệp", "ban quản lý cảng", "hội nông dân",
           "Viện Hải dương học", "Ngân hàng Nhà nước"),
    "fr": ("le conseil régional", "le ministère des Transports", "l'autorité portuaire", "la Cour des comptes",
           "le syndicat des éleveurs", "l'Institut océanographique", "la préfecture"),
}  # fmt: skip
TOWNS: Mapping[str, tuple[str, ...]] = {
    "en": ("Hanoi", "London", "Geneva", "Port Selwyn", "New Delhi", "Washington", "Nairobi", "Jakarta", "Da Nang",
           "Porthaven", "Galway", "Ashmere", "Denver", "Saltcoats", "Kuching", "Port Moresby", "Windhoek",
           "St. John's"),
    "vi": ("Hà Nội", "TP.HCM", "Đà Nẵng", "Cần Thơ", "Huế", "Hải Phòng", "Kon Tum", "Vĩnh Lộc", "Buôn Ma Thuột",
           "Phan Thiết", "Thạch Sơn"),
    "fr": ("Paris", "Hanoï", "Genève", "Marseille", "Bruxelles", "Nantes", "Châteauvert", "Saint-Malo", "Port-Louis",
           "La Rochelle", "Montclar"),
}  # fmt: skip
# What stands in an agency's prefix or alone behind the last line.
AGENCIES: Mapping[str, tuple[Outlet, ...]] = {
    "en": _outlets("VNA", "Reuters", "AFP", "AP", "Xinhua", "VNS", "VOVWORLD", "VOV", "Bernama", "WVR", "NDO=Nhân Dân",
                   "VGP", "KNA", "Norrfax", "Tideway Wire", "IslandPress"),
    "vi": _outlets("TTXVN=VNA", "VOV", "Dân trí", "TTO=Tuổi Trẻ", "TNO=Thanh Niên", "VOV.VN=VOV", "Chinhphu.vn=VGP",
                   "TBVL", "NSTĐ", "Vietnam+=VietnamPlus"),
    "fr": _outlets("AFP", "VNA", "CVN=Le Courrier du Vietnam", "Reuters", "AFP", "Agence Littorale", "ANC"),
}  # fmt: skip
SITES: Mapping[str, tuple[Outlet, ...]] = {
    "en": _outlets("VietnamPlus", "Viet Nam News=VNS", "VnExpress International=VnExpress", "BBC News=BBC", "Reuters",
                   "Harbour Courier", "The Lantern Post=Lantern Post", "Tideway Echo", "The Marlow Standard",
                   "Ashmere Observer", "Saltmarsh Weekly", "The Daily Beacon", "Kestrel Business",
                   "Orchard Valley News",
                   "BrightWire", "theinlander.example"),
    "vi": _outlets("VnExpress", "Báo Tuổi Trẻ=Tuổi Trẻ", "Dân trí", "Báo Thanh Niên=Thanh Niên", "VietNamNet",
                   "Báo Vạn Lộc", "Ven Sông Online", "Thời báo Cửa Biển", "Báo Kinh tế Đồi Chè"),
    "fr": _outlets("Le Monde", "Le Courrier du Vietnam", "L'Écho du Littoral", "La Gazette de Montclar",
                   "Rivages Hebdo",
                   "Le Phare de l'Ouest", "Nouvelles du Delta"),
}  # fmt: skip
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "en": ("News", "World", "Politics", "Business", "Sport", "Culture", "Opinion", "Environment", "Health", "Tech",
           "Travel", "Video", "Lifestyle", "Weather"),
    "vi": ("Thời sự", "Thế giới", "Kinh doanh", "Giải trí", "Thể thao", "Pháp luật", "Giáo dục", "Sức khỏe", "Đời sống",
           "Du lịch", "Khoa học", "Ý kiến"),
    "fr": ("Actualités", "Monde", "Politique", "Économie", "Sports", "Culture", "Société", "Santé", "Environnement",
           "Régions", "Vidéos", "Débats"),
}  # fmt: skip
