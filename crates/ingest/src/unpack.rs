//! Undoes compression: gzip and zstd, several members or frames in a row, and one inside another. Archives of many files are
//! not opened.
//!
//! Damage is told by the kind of the error: `UnexpectedEof` where the data is cut off, `InvalidData` where it is wrong. All
//! that was unpacked before comes first. Whoever reads on after wrong data gets what the next whole member holds.

use crate::buffered::{Buffered, Stream};
use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};
use std::error::Error;
use std::io::{self, BufRead, ErrorKind, Read};

/// How often a file may be compressed. More is an accident or an attack.
const DEPTH: usize = 3;
/// The most bytes of a dictionary, also unpacked. Those of web archives have one or two mebibytes.
const DICTIONARY_LIMIT: usize = 8 << 20;

/// The bytes of the stream with up to [`DEPTH`] layers of compression undone.
pub(crate) fn unpack(stream: Stream<'_>) -> Buffered<'_> {
    let mut source = Buffered::new(stream);
    for _ in 0..DEPTH {
        if matches!(next_member(&mut source), Member::None | Member::End) {
            break;
        }
        source = Buffered::new(Box::new(Members { state: State::Between(source), frames: FrameDecoder::new(), cut: None }));
    }
    source
}

/// What a compressed stream goes on with.
enum Member {
    Gzip,
    Zstd,
    /// A zstd frame of so many bytes, magic number and length included, that carries no data.
    Skippable(u64),
    /// Such a frame with the dictionary of the frames that follow, as web archives have it.
    Dictionary(u64),
    None,
    End,
}

fn next_member(source: &mut Buffered<'_>) -> Member {
    match source.peek(8, |_| false) {
        [0x1f, 0x8b, ..] => Member::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Member::Zstd,
        &[kind @ 0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d] => {
            let length = u32::from_le_bytes([a, b, c, d]);
            let whole = 8 + u64::from(length);
            if kind == 0x5d && length as usize <= DICTIONARY_LIMIT { Member::Dictionary(whole) } else { Member::Skippable(whole) }
        }
        [] => Member::End,
        _ => Member::None,
    }
}

/// The unpacked bytes of all members in a row.
struct Members<'a> {
    state: State<'a>,
    /// Kept from frame to frame, as its tables are large.
    frames: FrameDecoder,
    /// That the present frame is cut off, to be said once what it holds has been handed out.
    cut: Option<io::Error>,
}

enum State<'a> {
    Between(Buffered<'a>),
    Gzip(Box<GzDecoder<Buffered<'a>>>),
    Zstd(Buffered<'a>),
    /// After wrong data: the next member is sought.
    Lost(Buffered<'a>),
    Ended,
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            // After data that is cut off, or an error from below, the state stays `Ended`.
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(mut source) => match next_member(&mut source) {
                    Member::Gzip => self.state = State::Gzip(Box::new(GzDecoder::new(source))),
                    Member::Zstd => match self.frames.reset(&mut source) {
                        Ok(()) => self.state = State::Zstd(source),
                        Err(error) => return self.lose(zstd_error(error), source),
                    },
                    Member::Dictionary(length) => {
                        let mut frame = Vec::new();
                        (&mut source).take(length).read_to_end(&mut frame)?;
                        if (frame.len() as u64) < length {
                            return Err(ErrorKind::UnexpectedEof.into());
                        }
                        self.learn(&frame[8..]);
                        self.state = State::Between(source);
                    }
                    Member::Skippable(length) => {
                        let skipped = io::copy(&mut (&mut source).take(length), &mut io::sink())?;
                        if skipped < length {
                            return Err(ErrorKind::UnexpectedEof.into());
                        }
                        self.state = State::Between(source);
                    }
                    Member::None | Member::End => {
                        if let Err(error) = only_padding(&mut source) {
                            return self.lose(error, source);
                        }
                    }
                },
                State::Gzip(mut decoder) => match decoder.read(buffer) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    Ok(count) => {
                        self.state = State::Gzip(decoder);
                        return Ok(count);
                    }
                    Err(error) if error.kind() == ErrorKind::InvalidInput => {
                        return self.lose(wrong(error.to_string()), decoder.into_inner());
                    }
                    Err(error) => return self.lose(error, decoder.into_inner()),
                },
                State::Zstd(mut source) => match self.read_frame(&mut source, buffer) {
                    Ok(0) => self.state = State::Between(source),
                    Ok(count) => {
                        self.state = State::Zstd(source);
                        return Ok(count);
                    }
                    Err(error) => return self.lose(error, source),
                },
                State::Lost(mut source) => {
                    if seek_member(&mut source)? {
                        self.state = State::Between(source);
                    }
                }
            }
        }
    }
}

impl<'a> Members<'a> {
    /// The error, after which the next member is sought if the data was wrong.
    fn lose(&mut self, error: io::Error, source: Buffered<'a>) -> io::Result<usize> {
        self.cut = None;
        if error.kind() == ErrorKind::InvalidData {
            self.state = State::Lost(source);
        }
        Err(error)
    }

    /// Takes in a dictionary, which may be packed itself. One that is none makes the frames that need it wrong, and these say so.
    fn learn(&mut self, frame: &[u8]) {
        let (bytes, _) = unpack(Box::new(frame)).up_to(DICTIONARY_LIMIT);
        if let Ok(dictionary) = Dictionary::decode_dict(&bytes) {
            let _ = self.frames.add_dict(dictionary);
        }
    }

    /// The next bytes of the present zstd frame; none at its end.
    fn read_frame(&mut self, source: &mut Buffered<'_>, buffer: &mut [u8]) -> io::Result<usize> {
        while self.frames.can_collect() == 0 && !self.frames.is_finished() {
            let Err(error) = self.frames.decode_blocks(&mut *source, BlockDecodingStrategy::UptoBlocks(1)) else { continue };
            let error = zstd_error(error);
            if error.kind() != ErrorKind::UnexpectedEof || self.cut.is_some() {
                return Err(error);
            }
            // The decoder holds back a window of unpacked bytes until the frame ends. An empty last block, with room for a
            // checksum, ends it here, so that the blocks before the cut are not lost.
            let _ = self.frames.decode_blocks(&[1, 0, 0, 0, 0, 0, 0][..], BlockDecodingStrategy::UptoBlocks(1));
            self.cut = Some(error);
        }
        let count = self.frames.read(buffer)?;
        if count > 0 {
            return Ok(count);
        }
        if let Some(error) = self.cut.take() {
            return Err(error);
        }
        if self.frames.get_checksum_from_data().is_some_and(|sum| Some(sum) != self.frames.get_calculated_checksum()) {
            return Err(wrong("the checksum does not match".to_owned()));
        }
        Ok(0)
    }
}

/// Goes on to where a member seems to begin; false at the end.
fn seek_member(source: &mut Buffered<'_>) -> io::Result<bool> {
    loop {
        // Beside its magic number a gzip member has flags, a time, an effort and a system, of which few values are in use.
        match source.peek(10, |_| false) {
            [0x1f, 0x8b, 8, 0..0x20, _, _, _, _, 0 | 2 | 4, 0..=13 | 255] | [0x28, 0xb5, 0x2f, 0xfd, ..] => return Ok(true),
            _ => {}
        }
        let chunk = source.chunk()?;
        if chunk.is_empty() {
            return Ok(false);
        }
        let next = memchr::memchr2(0x1f, 0x28, &chunk[1..]).map_or(chunk.len(), |at| at + 1);
        source.consume(next);
    }
}

/// Accepts zero bytes after the last member, as tapes and `gzip` do, and nothing else.
fn only_padding(source: &mut Buffered<'_>) -> io::Result<()> {
    loop {
        let chunk = source.chunk()?;
        if chunk.is_empty() {
            return Ok(());
        }
        if chunk.iter().any(|&byte| byte != 0) {
            return Err(wrong("something that is not compressed follows it".to_owned()));
        }
        let length = chunk.len();
        source.consume(length);
    }
}

fn wrong(problem: String) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, problem)
}

/// The error of the stream below, if that is what stopped the decoder, else that the data is wrong.
fn zstd_error(error: ruzstd::decoding::errors::FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(inner) = cause {
        if let Some(below) = inner.downcast_ref::<io::Error>() {
            return io::Error::new(below.kind(), below.to_string());
        }
        cause = inner.source();
    }
    wrong("zstd: ".to_owned() + &error.to_string())
}
