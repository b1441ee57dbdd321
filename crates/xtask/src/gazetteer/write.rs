//! Packs records and names into the file's layout.

use super::build::Built;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use knowledge::gazetteer::layout::{self, MAGIC, NAMES_A_BLOCK, RECORDS_A_BLOCK, put_number, put_record, put_text};
use std::io::{self, Write};

/// Bits of the filter for each key: one word in a hundred that names no place is looked for in vain.
const BITS_A_KEY: usize = 10;

/// The file's bytes.
pub fn write(built: &Built) -> io::Result<Vec<u8>> {
    let records = built.records.chunks(RECORDS_A_BLOCK).map(record_block).collect::<io::Result<Vec<_>>>()?;
    let keys: Vec<_> = built.names.iter().collect();
    let names = keys.chunks(NAMES_A_BLOCK).map(|chunk| packed(&name_block(chunk))).collect::<io::Result<Vec<_>>>()?;
    let mut filter = vec![0u8; (keys.len() * BITS_A_KEY).div_ceil(8)];
    let filter_length = filter.len();
    for (key, _) in &keys {
        layout::probes(key, filter_length).for_each(|(byte, bit)| filter[byte] |= bit);
    }
    let mut directory = Vec::new();
    put_number(&mut directory, built.countries.len() as u32);
    for (code, name) in &built.countries {
        put_text(&mut directory, code);
        put_text(&mut directory, name);
    }
    put_number(&mut directory, filter_length as u32);
    put_number(&mut directory, records.len() as u32);
    records.iter().for_each(|block| put_number(&mut directory, block.len() as u32));
    put_number(&mut directory, names.len() as u32);
    for (block, chunk) in names.iter().zip(keys.chunks(NAMES_A_BLOCK)) {
        put_text(&mut directory, chunk[0].0);
        put_number(&mut directory, block.len() as u32);
    }
    let directory = packed(&directory)?;
    let mut body = (directory.len() as u32).to_le_bytes().to_vec();
    body.extend(directory);
    body.extend(filter);
    records.iter().chain(&names).for_each(|block| body.extend(block));
    let mut file = MAGIC.to_vec();
    file.extend(((layout::HEAD + body.len()) as u64).to_le_bytes());
    file.extend(layout::digest(&body));
    file.extend(body);
    Ok(file)
}

fn record_block(records: &[layout::Record]) -> io::Result<Vec<u8>> {
    let (mut starts, mut places) = (Vec::new(), Vec::new());
    for record in records {
        let start = u16::try_from(2 * records.len() + places.len()).map_err(io::Error::other)?;
        starts.extend(start.to_le_bytes());
        put_record(&mut places, record);
    }
    starts.extend(places);
    packed(&starts)
}

fn name_block(names: &[(&String, &Vec<layout::Bearer>)]) -> Vec<u8> {
    let (mut out, mut before) = (Vec::new(), "");
    for (key, bearers) in names {
        let shared = key.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
        out.push(shared as u8);
        out.push((key.len() - shared) as u8);
        out.extend(&key.as_bytes()[shared..]);
        layout::put_bearers(&mut out, bearers);
        before = key;
    }
    out
}

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use knowledge::gazetteer::layout::{Bearer, Record};
    use knowledge::gazetteer::{Gazetteer, GazetteerError};

    /// More places and names than one block of each holds.
    fn built() -> Built {
        let record = |at: u32| Record {
            name: format!("Ruria {at}"),
            resolution: 4,
            prominent: at.is_multiple_of(3),
            country: (at % 2) as u8,
            geonameid: 1_000_000 + at * 77,
            coordinates: (!at.is_multiple_of(5)).then_some((at as i32 * -9_001, at as i32 * 13_007)),
            population: at * at,
            divisions: [at.checked_sub(1), at.checked_sub(300)],
        };
        let bearers = |at: u32| {
            let other = (at + 200).min(699);
            let second = (other > at).then_some(Bearer { record: other, alternative: true });
            (format!("ruria {at}"), std::iter::once(Bearer { record: at, alternative: false }).chain(second).collect())
        };
        let countries = vec![("RUR".to_string(), "Ruria".to_string()), ("TLV".to_string(), "Talvia".to_string())];
        Built { countries, records: (0..700).map(record).collect(), names: (0..700).map(bearers).collect() }
    }

    #[test]
    fn what_is_written_is_read_back_whole() {
        let built = built();
        let gazetteer = Gazetteer::open(write(&built).unwrap()).unwrap();
        assert_eq!(gazetteer.verify(), Ok(()));
        for (at, record) in built.records.iter().enumerate() {
            assert_eq!(gazetteer.record(at as u32).as_ref(), Some(record));
        }
        assert_eq!(gazetteer.record(700), None);
        for (key, bearers) in &built.names {
            assert_eq!(gazetteer.bearers(key), *bearers, "{key}");
        }
        assert!(gazetteer.keys().eq(built.names.clone()));
        assert!(
            gazetteer.bearers("ruria 700").is_empty() && gazetteer.bearers("").is_empty() && gazetteer.bearers("a").is_empty()
        );
        let countries: Vec<_> = gazetteer.countries.iter().map(|country| (country.code.clone(), country.name.clone())).collect();
        assert_eq!(countries, built.countries);
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        assert_eq!(write(&built()).unwrap(), write(&built()).unwrap());
    }

    #[test]
    fn a_file_cut_short_anywhere_is_reported() {
        let bytes = write(&built()).unwrap();
        for length in (0..100).chain((100..bytes.len()).step_by(31)) {
            assert!(Gazetteer::open(bytes[..length].to_vec()).is_err(), "{length} of {} bytes", bytes.len());
        }
        assert_eq!(Gazetteer::open(b"name\tlat\n".to_vec()).unwrap_err(), GazetteerError::Foreign);
    }

    #[test]
    fn a_changed_byte_is_found_and_never_a_panic() {
        let sound = write(&built()).unwrap();
        // Enough places in every part of the file; each costs the reading of all of it.
        for at in (0..sound.len()).step_by(sound.len() / 200) {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x55;
            if let Ok(gazetteer) = Gazetteer::open(bytes) {
                assert!(gazetteer.verify().is_err(), "byte {at}");
                (0..700).step_by(50).for_each(|record| drop(gazetteer.record(record)));
                (0..700).step_by(50).for_each(|key| drop(gazetteer.bearers(&format!("ruria {key}"))));
            }
        }
    }
}
