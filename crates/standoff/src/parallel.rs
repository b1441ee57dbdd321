//! Works on many items at once and hands the results on in the order of the items.
//!
//! Only so many items as [`AHEAD`] a thread are under way at any time, so that memory is bounded however many there are.
//! Nothing here knows what the items are.

use std::collections::BTreeMap;
use std::sync::{Mutex, mpsc};
use std::thread;

/// How many items a thread may be ahead of the output.
const AHEAD: usize = 4;

/// How many threads to use where the user does not say.
pub fn threads(wanted: Option<u16>) -> usize {
    let available = || thread::available_parallelism().map_or(1, usize::from);
    wanted.map_or_else(available, usize::from).max(1)
}

/// Runs `work` over `items` on so many threads and gives the results to `take` in order. Ends at the first error of `take`.
pub fn in_order<Item: Send, Done: Send, Error>(
    threads: usize,
    mut items: impl Iterator<Item = Item>,
    work: impl Fn(Item) -> Done + Sync,
    mut take: impl FnMut(Done) -> Result<(), Error>,
) -> Result<(), Error> {
    if threads == 1 {
        return items.try_for_each(|item| take(work(item)));
    }
    let (jobs, queue) = mpsc::channel::<(usize, Item)>();
    let queue = Mutex::new(queue);
    let (results, finished) = mpsc::channel::<(usize, Done)>();
    thread::scope(|scope| {
        // Owned here, so that an early return closes the queue and the threads end.
        let jobs = jobs;
        for _ in 0..threads {
            let results = results.clone();
            let (queue, work) = (&queue, &work);
            scope.spawn(move || {
                loop {
                    let job = queue.lock().ok().and_then(|queue| queue.recv().ok());
                    let Some((number, item)) = job else { break };
                    if results.send((number, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results);
        let mut waiting: BTreeMap<usize, Done> = BTreeMap::new();
        let (mut sent, mut taken, mut more) = (0, 0, true);
        loop {
            while more && sent - taken < threads * AHEAD {
                match items.next() {
                    Some(item) => {
                        if jobs.send((sent, item)).is_err() {
                            return Ok(());
                        }
                        sent += 1;
                    }
                    None => more = false,
                }
            }
            if taken == sent {
                return Ok(());
            }
            let Ok((number, done)) = finished.recv() else { return Ok(()) };
            waiting.insert(number, done);
            while let Some(done) = waiting.remove(&taken) {
                take(done)?;
                taken += 1;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(threads: usize) -> Vec<u64> {
        let mut found = Vec::new();
        let slow = |number: u64| {
            if number.is_multiple_of(7) {
                thread::sleep(std::time::Duration::from_millis(2));
            }
            number * number
        };
        in_order(threads, 0..100, slow, |square| {
            found.push(square);
            Ok::<(), ()>(())
        })
        .expect("nothing fails");
        found
    }

    #[test]
    fn the_order_is_kept_whatever_the_threads() {
        assert_eq!(squares(1), squares(4));
    }

    #[test]
    fn the_first_error_ends_it() {
        let stopped = in_order(3, 0.., |number: u32| number, |number| if number == 20 { Err(number) } else { Ok(()) });
        assert_eq!(stopped, Err(20));
    }
}
