"""Custom XML parts: what each is called, and the two parts that Word wants beside it."""

from msgspec import Struct

from agreement.word.xml import DECLARATION

_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Store(Struct, frozen=True):
    """A custom XML part by its number in the package, its namespace and its identity, a GUID."""

    number: int
    namespace: str
    identity: str

    @property
    def part(self) -> str:
        """The name of the part."""
        return f"customXml/item{self.number}.xml"

    @property
    def properties_part(self) -> str:
        """The name of the part that gives its identity."""
        return f"customXml/itemProps{self.number}.xml"

    def neighbours(self) -> dict[str, bytes]:
        """The parts beside it: its identity and the way to it (ECMA-376 Part 1, 22.5)."""
        identity = (
            f'{DECLARATION}<ds:datastoreItem ds:itemID="{self.identity}"'
            f' xmlns:ds="{_DOCUMENT}/customXml"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{self.namespace}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        way = (
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_DOCUMENT}/relationships/customXmlProps"'
            f' Target="itemProps{self.number}.xml"/></Relationships>'
        )
        return {
            self.properties_part: identity.encode(),
            f"customXml/_rels/item{self.number}.xml.rels": way.encode(),
        }


PROVENANCE = Store(1, "urn:build-agreement:provenance:1", "{5B0E6A57-3C4D-4E8A-9F4B-2D8C1A7E6F30}")
ANSWERS = Store(2, "urn:build-agreement:answers:1", "{C1D9F7E2-68B3-4A75-8E0D-91F4B6A2573C}")
DUTIES = Store(3, "urn:build-agreement:duties:1", "{7D4F21B8-95E6-4C03-A8F1-6E0B3D9C4A57}")
STORES = (PROVENANCE, ANSWERS, DUTIES)
"""The custom XML parts that every agreement holds."""
