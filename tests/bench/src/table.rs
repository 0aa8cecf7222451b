//! Results as a table that `RESULTS.md` can take.

use crate::measure::Cost;

/// A cost, and the ratio of its CPU time to that of each candidate.
pub fn costs<T: std::fmt::Debug>(title: &str, candidates: &[T], costs: &[Cost], per: Option<usize>) {
    println!("\n{title}\n");
    let ratios: Vec<String> = candidates.iter().map(|candidate| format!(" × {candidate:?}'s |")).collect();
    let each = if per.is_some() { " CPU ms per operation |" } else { "" };
    println!("| | CPU s | wall s | peak MB |{each}{}", ratios.concat());
    let columns = 4 + usize::from(per.is_some()) + candidates.len();
    println!("|---|{}", " ---: |".repeat(columns - 1));
    for (candidate, cost) in candidates.iter().zip(costs) {
        let seconds = cost.cpu.as_secs_f64();
        let each = per.map_or_else(String::new, |count| format!(" {:.2} |", seconds * 1000.0 / count as f64));
        let ratios: Vec<String> =
            costs.iter().map(|other| format!(" {:.2} |", seconds / other.cpu.as_secs_f64().max(1e-9))).collect();
        println!(
            "| {candidate:?} | {seconds:.3} | {:.3} | {:.0} |{each}{}",
            cost.wall.as_secs_f64(),
            cost.peak as f64 / 1e6,
            ratios.concat()
        );
    }
}
