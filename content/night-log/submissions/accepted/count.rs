use std::collections::BTreeMap;
use std::io::{self, BufRead};

fn main() {
    let mut lines = io::stdin().lock().lines().map(|line| line.unwrap());
    let n: usize = lines.next().unwrap().trim().parse().unwrap();
    let mut points: BTreeMap<String, u32> = BTreeMap::new();
    for line in lines.take(n) {
        let mut parts = line.split(' ').skip(1);
        let cost = match parts.next() {
            Some("FATAL") => 10,
            Some("ERROR") => 1,
            _ => continue,
        };
        *points.entry(parts.next().unwrap().to_string()).or_insert(0) += cost;
    }
    let mut ranking: Vec<_> = points.into_iter().collect();
    ranking.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    for (name, cost) in &ranking {
        println!("{name} {cost}");
    }
    if ranking.is_empty() {
        println!("quiet");
    }
}
