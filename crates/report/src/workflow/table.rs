//! Columns for a terminal.

/// `rows` under `heads`, in columns as wide as their widest cell; `None` where that is wider than `width`.
pub(super) fn table(heads: &[&str], rows: &[Vec<String>], width: usize) -> Option<String> {
    let wide = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .chain(heads.get(column).map(|head| head.len()))
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..heads.len()).map(wide).collect();
    if widths.iter().sum::<usize>() + 2 * widths.len() > width {
        return None;
    }
    let line = |cells: Vec<&str>| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        format!("{}\n", line.trim_end())
    };
    let mut out = line(heads.to_vec());
    for row in rows {
        out.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_or_there_is_no_table() {
        let rows = vec![vec!["deploy".to_owned(), "push".to_owned()]];
        assert_eq!(table(&["JOB", "TRIGGER"], &rows, 40).as_deref(), Some("JOB     TRIGGER\ndeploy  push\n"));
        assert_eq!(table(&["JOB", "TRIGGER"], &rows, 10), None);
    }
}
