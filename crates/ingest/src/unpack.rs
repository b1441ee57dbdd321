//! Undoes compression: gzip and zstd, several members or frames in a row, and one inside another. Archives of many files are
//! not opened.
//!
//! Damage is told by the kind of the error: `UnexpectedEof` where the data is cut off, `InvalidData` where it is wrong. All
//! that was unpacked before comes first.

use crate::buffered::{Buffered, Stream};
use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::error::Error;
use std::io::{self, BufRead, ErrorKind, Read};

/// How often a file may be compressed. More is an accident or an attack.
const DEPTH: usize = 3;

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
    None,
    End,
}

fn next_member(source: &mut Buffered<'_>) -> Member {
    match source.peek(8, |_| false) {
        [0x1f, 0x8b, ..] => Member::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Member::Zstd,
        &[0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d] => Member::Skippable(8 + u64::from(u32::from_le_bytes([a, b, c, d]))),
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
    Ended,
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            // After an error the state stays `Ended`: nothing can be made of what follows.
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(mut source) => match next_member(&mut source) {
                    Member::Gzip => self.state = State::Gzip(Box::new(GzDecoder::new(source))),
                    Member::Zstd => {
                        self.frames.reset(&mut source).map_err(zstd_error)?;
                        self.state = State::Zstd(source);
                    }
                    Member::Skippable(length) => {
                        let skipped = io::copy(&mut (&mut source).take(length), &mut io::sink())?;
                        if skipped < length {
                            return Err(ErrorKind::UnexpectedEof.into());
                        }
                        self.state = State::Between(source);
                    }
                    Member::None | Member::End => only_padding(&mut source)?,
                },
                State::Gzip(mut decoder) => match decoder.read(buffer) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    Ok(count) => {
                        self.state = State::Gzip(decoder);
                        return Ok(count);
                    }
                    Err(error) if error.kind() == ErrorKind::InvalidInput => return Err(wrong(error.to_string())),
                    Err(error) => return Err(error),
                },
                State::Zstd(mut source) => {
                    let count = self.read_frame(&mut source, buffer)?;
                    self.state = if count == 0 { State::Between(source) } else { State::Zstd(source) };
                    if count > 0 {
                        return Ok(count);
                    }
                }
            }
        }
    }
}

impl Members<'_> {
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
