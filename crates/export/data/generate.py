"""Makes the tables of codes in this folder from GeoNames' tables and the project's own knowledge.

    python3 crates/export/data/generate.py ../shared/data/places ../shared/reference/cameo_codes.tsv

countries.tsv: one line a country or dependency, by the code that Standoff gives it.
divisions.tsv: GeoNames' codes of first-level divisions by the name that the gazetteer gives them.
cameo.tsv:     CAMEO's codes with the two scales that are in use.

GeoNames (https://www.geonames.org) is licensed under CC BY 4.0. Correlates of War numbers come from knowledge/actors/countries.actors;
Gleditsch and Ward's numbers are the same but for GLEDITSCH_WARD. Regions are those that ACLED and UCDP publish on their sites.
"""

import csv
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parents[2] / "knowledge"

# Where Gleditsch and Ward's list of independent states has another number than the Correlates of War.
GLEDITSCH_WARD = {"DEU": "260", "YEM": "678", "SRB": "340", "KIR": "970", "NRU": "971", "TON": "972", "TUV": "973"}

# Where CAMEO's country codes are not ISO 3166-1 alpha-3.
CAMEO = {"KOS": "KSV", "TLS": "TMP"}

ACLED = {
    "Western Africa": "BEN BFA CPV GMB GHA GIN GNB CIV LBR MLI MRT NER NGA SHN SEN SLE TGO",
    "Middle Africa": "AGO CMR CAF TCD COG COD GNQ GAB STP",
    "Eastern Africa": "BDI COM DJI ERI ETH KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD TZA UGA",
    "Southern Africa": "BWA SWZ LSO NAM ZAF ZMB ZWE",
    "Northern Africa": "DZA EGY LBY MAR SDN TUN ESH",
    "South Asia": "BGD BTN IND MDV NPL PAK LKA IOT",
    "Southeast Asia": "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM",
    "East Asia": "CHN HKG JPN MAC MNG PRK KOR TWN",
    "Middle East": "BHR IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM",
    "Caucasus and Central Asia": "AFG ARM AZE GEO KAZ KGZ TJK TKM UZB",
    "North America": "BMU CAN GRL MEX SPM USA",
    "Central America": "BLZ CRI SLV GTM HND NIC PAN",
    "South America": "ARG BOL BRA CHL COL ECU FLK GUF GUY PRY PER SUR URY VEN",
    "Caribbean": "AIA ATG ABW BHS BRB BES VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF VCT SXM TTO TCA VIR",
    "Antarctica": "ATA BVT HMD ATF SGS",
}
# The rest by continent.
ACLED_BY_CONTINENT = {"EU": "Europe", "OC": "Oceania", "AS": "Oceania"}

UCDP_MIDDLE_EAST = "BHR EGY IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM".split()
UCDP_EUROPE = "ARM AZE CYP GEO".split()
UCDP_BY_CONTINENT = {"AF": "Africa", "AS": "Asia", "OC": "Asia", "EU": "Europe", "NA": "Americas", "SA": "Americas", "AN": ""}


def known():
    """Name and Correlates of War number of each country of the knowledge."""
    found = {}
    for line in (KNOWLEDGE / "actors/countries.actors").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(" ")
        if key == "country":
            code, name = value.strip().split(" ", 1)
            found[code] = [name.split("  ")[0].strip(), ""]
        elif key == "cow":
            found[code][1] = value.strip()
    return found


def acled_region(code, continent):
    for region, codes in ACLED.items():
        if code in codes.split():
            return region
    return ACLED_BY_CONTINENT.get(continent, "")


def ucdp_region(code, continent):
    if code in UCDP_MIDDLE_EAST:
        return "Middle East"
    return "Europe" if code in UCDP_EUROPE else UCDP_BY_CONTINENT[continent]


def countries(places):
    rows = []
    names = known()
    with open(places / "countryInfo.txt", encoding="utf-8") as lines:
        for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            code = "KOS" if line["ISO"] == "XK" else line["ISO3"]
            if code not in names:
                continue
            name, cow = names[code]
            number = "" if line["ISO-Numeric"].strip("0") == "" else line["ISO-Numeric"]
            gleditsch_ward = GLEDITSCH_WARD.get(code, cow)
            # GDELT tells the states and cities of one country from those of the world.
            own_types = "1" if line["ISO"] == "US" else ""
            rows.append([code, line["ISO"], name, "" if code == "KOS" else number, line["fips"], cow, gleditsch_ward,
                         CAMEO.get(code, code), acled_region(code, line["Continent"]), ucdp_region(code, line["Continent"]), own_types])
    missing = set(names) - {row[0] for row in rows}
    if missing:
        sys.exit(f"not in countryInfo.txt: {sorted(missing)}")
    header = "code iso2 name iso_numeric fips cow gleditsch_ward cameo acled_region ucdp_region gdelt_states".split()
    return [header] + sorted(rows)


def divisions(places, countries):
    by_iso2 = {row[1]: row[0] for row in countries[1:]}
    rows = set()
    with open(places / "admin1CodesASCII.txt", encoding="utf-8") as lines:
        for line in lines:
            key, name, plain, _ = line.rstrip("\n").split("\t")
            iso2, code = key.split(".", 1)
            if iso2 in by_iso2:
                rows |= {(by_iso2[iso2], one, code) for one in (name, plain)}
    # The gazetteer's own names for them.
    with open(KNOWLEDGE / "places/divisions.tsv", encoding="utf-8") as lines:
        for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            code = line["code"].split(".", 1)[-1]
            rows |= {(line["iso3"], name, code) for name in [line["name"], *line["alternatives"].split(";")] if name}
    kept = {}
    for country, name, code in sorted(rows):
        kept.setdefault((country, name), code)
    return [["country", "name", "code"]] + [[country, name, code] for (country, name), code in kept.items()]


# GDELT's scale where it differs from the other, and the codes that its list does not have.
GDELT_SCALE = {"016": "3.4", "124": "-5", "163": "-6.5", "164": "-7", "166": "-8"}
ICEWS_ALONE = re.compile(r"025[1-6]|031[34]|101[1-4]|103[1-4]|105[12]|105[456]|116|122[1-4]|124[1-6]|129|166[123]")


def cameo(table):
    rows = [["code", "name", "icews", "gdelt"]]
    with open(table, encoding="utf-8") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            code, scale = line["code"], line["goldstein"]
            gdelt = "" if ICEWS_ALONE.fullmatch(code) or len(code) == 2 else GDELT_SCALE.get(code, scale)
            rows.append([code, line["name"][0].upper() + line["name"][1:], scale, gdelt])
    return rows


def write(name, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as out:
        out.writelines("\t".join(row) + "\n" for row in rows)


def main():
    places, table = Path(sys.argv[1]), Path(sys.argv[2])
    found = countries(places)
    write("countries.tsv", found)
    write("divisions.tsv", divisions(places, found))
    write("cameo.tsv", cameo(table))


if __name__ == "__main__":
    main()
