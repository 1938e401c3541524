//! Line after line of bytes: no line is read further than shows that it is too long.

use std::io::{self, BufRead, Read as _};

use wayhome_engine::LARGEST_RECORD;

use super::json::{is_beginning, is_blank, is_record};

/// So far standard input is looked at to tell a record of many lines from lines of which the first is broken.
const AHEAD: usize = 64 * 1024;

/// Reads up to and with the end of the line, but no more than shows that it is too long.
pub(super) fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    from.take(LARGEST_RECORD as u64 + 2).read_until(b'\n', line)
}

/// Reads as far as it takes to tell, and says whether the first line is only the beginning of a record: then no whole one follows on a line of its own.
pub(super) fn head(from: &mut impl BufRead) -> (Vec<u8>, bool) {
    let (mut head, mut begins, mut is_whole) = (Vec::new(), false, true);
    while is_whole && head.len() <= AHEAD {
        let start = head.len();
        // An error comes up again where the rest is read.
        let Ok(1..) = read_line(from, &mut head) else {
            break;
        };
        let line = head.get(start..).unwrap_or_default();
        if is_blank(line) {
            continue;
        }
        is_whole = if begins {
            !is_record(line)
        } else {
            line.ends_with(b"\n") && is_beginning(line)
        };
        begins = true;
    }
    (head, begins && is_whole)
}

/// How many bytes were skipped.
pub(super) fn skip_line(from: &mut impl BufRead) -> io::Result<u64> {
    let mut rest = Vec::new();
    let mut skipped = 0;
    loop {
        rest.clear();
        let read = from.take(64 * 1024).read_until(b'\n', &mut rest)?;
        skipped += read as u64;
        if read == 0 || rest.ends_with(b"\n") {
            return Ok(skipped);
        }
    }
}
