//! The tables of the field and brat's files, from an article to the rows that its format's definition asks for. The expected rows
//! are written by hand from `docs/formats.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a run left.
struct Run {
    out: String,
    said: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    let run = Run { out: words(output.stdout), said: words(output.stderr) };
    assert_eq!(output.status.code(), Some(0), "{}", run.said);
    run
}

/// An article as a line of JSON, published on a Tuesday.
fn article(id: &str, text: &str, url: Option<&str>) -> String {
    let article =
        serde_json::json!({ "id": id, "text": text, "url": url, "publisher": "Example Wire", "published": "2024-07-02" });
    format!("{article}\n")
}

fn folder(articles: &[String]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("in.jsonl"), articles.concat()).expect("a file");
    folder
}

/// The articles in a format.
fn coded(articles: &[String], format: &str) -> Run {
    run(folder(articles).path(), &["code", "in.jsonl", "--format", format])
}

/// Rows between tabs.
fn rows(run: &Run) -> Vec<Vec<&str>> {
    run.out.lines().map(|line| line.split('\t').collect()).collect()
}

/// A row of a table with a header, by the names of its columns, without the empty cells.
fn named(run: &Run, separator: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).quoting(separator == b',').from_reader(run.out.as_bytes());
    let names = reader.headers().expect("a header").clone();
    let row = |row: csv::StringRecord| {
        let cells = names.iter().zip(&row).filter(|(_, value)| !value.is_empty());
        cells.map(|(name, value)| (name.to_string(), value.to_string())).collect()
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

fn expect(row: &BTreeMap<String, String>, cells: &[(&str, &str)]) {
    let expected: BTreeMap<String, String> = cells.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    assert_eq!(row, &expected);
}

const BEATING: &str = "Police beat two protesters in Minsk on Sunday.";
const MASSACRE: &str = "Boko Haram fighters killed at least 20 villagers in Maiduguri on Friday, the Nigerian army said.";

#[test]
fn petrarch_has_a_line_a_pair_and_one_for_what_is_told_again() {
    let told =
        "Mongolia condemned Poland on Monday. The weather was mild. Mongolia also condemned Poland on Monday over a new tariff.";
    let talks = "Mongolia and Poland held talks in Warsaw on Monday.";
    let run = coded(&[article("a", told, None), article("b", talks, Some("https://www.example.org/talks"))], "petrarch");
    let url = "https://www.example.org/talks";
    assert_eq!(
        rows(&run),
        [
            vec!["20240701", "MNG", "POL", "111", "", "a_1;a_3", "Example Wire", "Mongolia", "Poland", "condemned"],
            vec!["20240701", "MNG", "POL", "046", "", "b_1", url, "Example Wire", "Mongolia", "Poland", "held talks"],
            vec!["20240701", "POL", "MNG", "046", "", "b_1", url, "Example Wire", "Poland", "Mongolia", "held talks"],
        ]
    );
    assert_eq!(run.said, "");
}

#[test]
fn gdelt_has_61_columns_and_its_mentions_share_the_number() {
    let articles = [article("a", BEATING, Some("https://www.example.org/a"))];
    let (events, mentions) = (coded(&articles, "gdelt-events"), coded(&articles, "gdelt-mentions"));
    let nowhere = ["0", "", "", "", "", "", "", ""];
    let mut expected = vec!["20240630", "202406", "2024", "2024.4932"];
    expected.extend(["BLRCOP", "POLICE", "BLR", "", "", "", "", "COP", "", ""]);
    expected.extend(["BLRCVL", "TWO PROTESTERS", "BLR", "", "", "", "", "CVL", "", ""]);
    expected.extend(["1", "182", "182", "18", "4", "-9.5", "1", "1", "1", ""]);
    expected.extend(nowhere.iter().chain(&nowhere));
    expected.extend(["4", "Minsk, Minsk City, Belarus", "BO", "BO04", "", "53.90019", "27.56653", ""]);
    expected.extend(["20240702000000", "https://www.example.org/a"]);
    let [event] = rows(&events).try_into().expect("one row");
    assert_eq!(event[1..], expected);
    let [mention] = rows(&mentions).try_into().expect("one row");
    assert_eq!(mention[0], event[0]);
    assert!(event[0].parse::<u64>().is_ok_and(|number| number < 1 << 53), "{}", event[0]);
    let moment = "20240702000000";
    let at = ["1", "0", "12", "7", "1", mention[11], "46", "", "", ""];
    let expected: Vec<&str> = [moment, moment, "1", "Example Wire", "https://www.example.org/a"].into_iter().chain(at).collect();
    assert_eq!(mention[1..], expected);
    assert!(mention[11].parse::<u8>().is_ok_and(|percent| percent % 10 == 0 && (10..=100).contains(&percent)), "{}", mention[11]);
}

#[test]
fn icews_has_names_sectors_and_intensities() {
    let run = coded(&[article("a", "Mongolia condemned Poland on Monday.", None), article("b", BEATING, None)], "icews");
    let [statement, beating] = named(&run, b'\t').try_into().expect("two rows");
    let number = statement["Event ID"].clone();
    let sides =
        [("Source Name", "Mongolia"), ("Source Country", "Mongolia"), ("Target Name", "Poland"), ("Target Country", "Poland")];
    let act = [("Event Text", "Criticize or denounce"), ("CAMEO Code", "111"), ("Intensity", "-2.0")];
    let story = [("Event ID", number.as_str()), ("Event Date", "2024-07-01"), ("Story ID", "a"), ("Sentence Number", "1")];
    expect(&statement, &[&sides[..], &act, &story, &[("Publisher", "Example Wire")]].concat());
    assert_eq!(beating["Source Sectors"], "Police");
    assert_eq!(beating["Target Sectors"], "General Population / Civilian / Social");
    assert_eq!((&beating["CAMEO Code"][..], &beating["Intensity"][..], &beating["City"][..]), ("182", "-9.5", "Minsk"));
    assert!(run.said.contains("places from GeoNames"), "{}", run.said);
}

#[test]
fn polecat_has_forty_columns() {
    let run = coded(&[article("a", BEATING, None)], "polecat");
    assert!(rows(&run).iter().all(|row| row.len() == 40), "{}", run.out);
    let [row] = named(&run, b'\t').try_into().expect("one row");
    let made = [("Event ID", row["Event ID"].as_str()), ("Version", row["Version"].as_str())];
    let act = [("Event Type", "ASSAULT"), ("Event Mode", "beat"), ("Intensity", "-7.5"), ("Quad Code", "MATERIAL CONFLICT")];
    let actor = [("Actor Country", "BLR"), ("Actor COW", "370"), ("Primary Actor Sector", "COP"), ("Actor Sectors", "COP")];
    let recipient = [
        ("Recipient Country", "BLR"),
        ("Recipient COW", "370"),
        ("Primary Recipient Sector", "CVL"),
        ("Recipient Sectors", "CVL"),
    ];
    let raw = [("Actor Name Raw", "Police"), ("Recipient Name Raw", "two protesters"), ("Raw Placename", "Minsk")];
    let place = [("Placename", "Minsk"), ("City", "Minsk"), ("Province", "Minsk City"), ("Country", "Belarus")];
    let point = [("Latitude", "53.90019"), ("Longitude", "27.56653"), ("GeoNames ID", "625144"), ("Feature Type", "PPL")];
    let story = [("Source", "Example Wire"), ("Story Locations", "Minsk"), ("Language", "english")];
    let days = [("Event Date", "2024-06-30"), ("Publication Date", "2024-07-02")];
    expect(&row, &[&made[..], &act, &actor, &recipient, &raw, &place, &point, &story, &days].concat());
    assert!(row["Version"].starts_with("standoff 0.") && row["Version"].contains("sha256:"), "{}", row["Version"]);
}

#[test]
fn acled_has_violence_and_demonstrations_with_their_precision() {
    let texts = [
        MASSACRE,
        BEATING,
        "The Nigerian army shelled Boko Haram near Gwoza last week.",
        "Boko Haram killed dozens of villagers in Borno in May 2024.",
        "Mongolia condemned Poland on Monday.",
        "Nigeria denied that soldiers attacked a market in Maiduguri on Friday.",
    ];
    let articles: Vec<String> = texts.iter().enumerate().map(|(number, text)| article(&number.to_string(), text, None)).collect();
    let run = coded(&articles, "acled");
    let [massacre, beating, shelling, vague] = named(&run, b',').try_into().expect("four rows");
    let kind =
        [("disorder_type", "Political violence"), ("event_type", "Violence against civilians"), ("sub_event_type", "Attack")];
    let sides =
        [("actor1", "Boko Haram"), ("inter1", "2"), ("actor2", "Civilians (Nigeria)"), ("inter2", "7"), ("interaction", "27")];
    let place = [
        ("iso", "566"),
        ("region", "Western Africa"),
        ("country", "Nigeria"),
        ("admin1", "Borno"),
        ("admin2", "Maiduguri"),
        ("location", "Maiduguri"),
    ];
    let point = [("latitude", "11.84692"), ("longitude", "13.15712"), ("geo_precision", "1")];
    let days = [("event_date", "2024-06-28"), ("year", "2024"), ("time_precision", "1"), ("timestamp", "1719878400")];
    let notes = format!("{MASSACRE} [fatalities: at least 20]");
    let rest = [
        ("event_id_cnty", massacre["event_id_cnty"].as_str()),
        ("civilian_targeting", "Civilian targeting"),
        ("source", "Example Wire"),
        ("notes", &notes),
        ("fatalities", "20"),
    ];
    expect(&massacre, &[&kind[..], &sides, &place, &point, &days, &rest].concat());
    assert!(massacre["event_id_cnty"].starts_with("NGA"), "{}", massacre["event_id_cnty"]);

    let seen = |row: &BTreeMap<String, String>, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| row.get(*name).cloned().unwrap_or_default()).collect()
    };
    let who = ["sub_event_type", "actor1", "inter1", "actor2", "interaction", "civilian_targeting", "tags", "fatalities"];
    let crowd = [
        "Protest with intervention",
        "Protesters (Belarus)",
        "6",
        "Police Forces of Belarus",
        "16",
        "",
        "crowd size=no report",
        "0",
    ];
    assert_eq!(seen(&beating, &who), crowd);
    let when = ["event_date", "time_precision", "geo_precision", "sub_event_type", "interaction"];
    assert_eq!(seen(&shelling, &when), ["2024-06-27", "2", "2", "Shelling/artillery/missile attack", "12"]);
    let when = ["event_date", "time_precision", "geo_precision", "fatalities"];
    assert_eq!(seen(&vague, &when), ["2024-05-16", "3", "3", "12"]);
    let said: Vec<&str> = run.said.lines().collect();
    assert_eq!(
        said[0],
        "standoff: ACLED has no row for 2 of 6 events: 1 not told as having happened, 1 of a kind that it does not record"
    );
}

#[test]
fn ucdp_has_organised_violence_with_deaths() {
    let run = coded(&[article("a", MASSACRE, None), article("b", BEATING, None)], "ucdp");
    let [row] = named(&run, b',').try_into().expect("one row");
    let sides =
        [("type_of_violence", "3"), ("dyad_name", "Boko Haram - Civilians"), ("side_a", "Boko Haram"), ("side_b", "Civilians")];
    let source = [
        ("number_of_sources", "1"),
        ("source_article", "Example Wire,2024-07-02"),
        ("source_office", "Example Wire"),
        ("source_date", "2024-07-02"),
        ("source_original", "the Nigerian army"),
    ];
    let place = [
        ("where_prec", "1"),
        ("where_coordinates", "Maiduguri"),
        ("where_description", "Maiduguri"),
        ("adm_1", "Borno"),
        ("adm_2", "Maiduguri"),
        ("latitude", "11.84692"),
        ("longitude", "13.15712"),
        ("geom_wkt", "POINT (13.15712 11.84692)"),
        ("priogrid_gid", "146547"),
        ("country", "Nigeria"),
        ("country_id", "475"),
        ("region", "Africa"),
    ];
    let day = "2024-06-28 00:00:00.000";
    let days = [("year", "2024"), ("event_clarity", "1"), ("date_prec", "1"), ("date_start", day), ("date_end", day)];
    let deaths = [("deaths_a", "0"), ("deaths_b", "0"), ("deaths_civilians", "20"), ("deaths_unknown", "0")];
    let bounds = [("best", "20"), ("high", "20"), ("low", "20")];
    let ids = [("id", row["id"].as_str()), ("relid", row["relid"].as_str())];
    expect(&row, &[&sides[..], &source, &place, &days, &deaths, &bounds, &ids].concat());
    assert!(run.said.starts_with("standoff: UCDP has no row for 1 of 2 events: 1 without deaths\n"), "{}", run.said);
}

#[test]
fn brat_points_into_the_text() {
    let text = "Café news.\n\nNorth Korea blew up an office in Kaesŏng on Monday, killing\ntwo guards.";
    let folder = folder(&[article("a/b é", text, None)]);
    let run = run(folder.path(), &["code", "in.jsonl", "--format", "brat", "-o", "brat"]);
    assert_eq!((run.out.as_str(), run.said.as_str()), ("", ""));
    let mut names: Vec<String> = fs::read_dir(folder.path().join("brat"))
        .expect("a folder")
        .flatten()
        .filter_map(|file| file.file_name().into_string().ok())
        .collect();
    names.sort();
    let [readme, annotations, words, configuration] = names.as_slice() else { panic!("{names:?}") };
    assert_eq!((readme.as_str(), configuration.as_str()), ("README", "annotation.conf"));
    assert!(annotations.starts_with("a_b__-") && annotations.replace(".ann", ".txt") == *words, "{names:?}");
    let read = |name: &str| fs::read_to_string(folder.path().join("brat").join(name)).expect("a file");
    assert_eq!(read(words), text);
    let letters: Vec<char> = text.chars().collect();
    let annotations = read(annotations);
    let mut spans = 0;
    for line in annotations.lines().filter(|line| line.starts_with('T')) {
        let [_, place, words] = line.split('\t').collect::<Vec<_>>().try_into().expect("three cells");
        let (_, places) = place.split_once(' ').expect("a kind");
        let pieces = places.split(';').map(|piece| {
            let (start, end) = piece.split_once(' ').expect("two offsets");
            letters[start.parse::<usize>().expect("a number")..end.parse::<usize>().expect("a number")].iter().collect::<String>()
        });
        assert_eq!(pieces.collect::<Vec<_>>().join(" "), words);
        spans += 1;
    }
    assert!(spans >= 5, "{annotations}");
    let north = text.chars().count() - "North Korea blew up an office in Kaesŏng on Monday, killing\ntwo guards.".chars().count();
    assert!(annotations.contains(&format!("\tParty {north} {}\tNorth Korea\n", north + 11)), "{annotations}");
    assert!(annotations.contains("E1\tASSAULT:T1 Actor:T2") && annotations.contains("A1\tAssertion E1 actual"), "{annotations}");
    let types: Vec<String> = read(configuration).lines().filter_map(|line| line.split('\t').next().map(str::to_string)).collect();
    let events = annotations.lines().filter(|line| line.starts_with('E'));
    for kind in events.filter_map(|line| line.split('\t').nth(1)?.split(':').next()) {
        assert!(types.iter().any(|known| known == kind), "{kind} is not in annotation.conf");
    }
}

#[test]
fn brat_needs_a_folder() {
    let folder = folder(&[article("a", BEATING, None)]);
    let output = Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(["code", "in.jsonl", "--format", "brat"])
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("-o DIR"));
}

#[test]
fn a_file_has_its_notices_beside_it() {
    let folder = folder(&[article("a", BEATING, None)]);
    let said = |format: &str, file: &str| {
        let run = run(folder.path(), &["code", "in.jsonl", "--format", format, "-o", file]);
        assert_eq!(run.said, "", "{format}");
        fs::read_to_string(folder.path().join(format!("{file}.about.txt"))).expect("it stands beside the file")
    };
    let about = said("acled", "acled.csv");
    assert!(about.contains("format acled") && about.contains("knowledge sha256:") && about.contains("model accurate"), "{about}");
    assert!(about.contains("places from GeoNames (https://www.geonames.org), CC BY 4.0, modified"), "{about}");
    assert!(!said("petrarch", "lines.txt").contains("GeoNames"), "it holds no places");
    assert!(said("jsonl", "events.jsonl").contains("GeoNames"));
}

#[test]
fn tabs_and_quotation_marks_break_no_row() {
    let article = serde_json::json!({
        "id": "x\ty\nz", "text": "Police beat two \"angry\"\tprotesters in Minsk on Sunday.", "title": "\"A\tb\"",
        "publisher": "\"The\tWire\"\r\n", "published": "2024-07-02", "url": "https://example.org/a\tb",
    });
    for (format, columns) in [("petrarch", 11), ("gdelt-events", 61), ("gdelt-mentions", 16), ("icews", 20), ("polecat", 40)] {
        let run = coded(&[format!("{article}\n")], format);
        assert!(rows(&run).iter().all(|row| row.len() == columns) && !run.out.is_empty(), "{format}: {}", run.out);
        assert!(!run.out.contains('"'), "{format}: {}", run.out);
    }
    for (format, columns) in [("acled", 31), ("ucdp", 49)] {
        let run = coded(&[format!("{article}\n")], format);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(run.out.as_bytes());
        let widths: Vec<usize> = reader.records().map(|row| row.expect("a row").len()).collect();
        assert!(widths.iter().all(|width| *width == columns), "{format}: {widths:?}");
    }
}
