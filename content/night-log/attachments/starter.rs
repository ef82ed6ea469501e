use std::io::{self, BufRead};

fn main() {
    let mut lines = io::stdin().lock().lines().map(|line| line.unwrap());
    let n: usize = lines.next().unwrap().trim().parse().unwrap();
    for _line in lines.take(n) {
        // _line looks like "02:14:09 ERROR billing-api card processor timed out"
    }
}
