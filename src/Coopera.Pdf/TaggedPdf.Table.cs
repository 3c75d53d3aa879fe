using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

public sealed partial class TaggedPdf
{
    /// <summary>
    /// A table over as many pages as it takes. The head is an element once; on later pages it is drawn again as an artifact, so that
    /// screen readers tell it once. Long texts wrap; a row higher than a page goes on in the next.
    /// </summary>
    public TaggedPdf Table(PdfTable layout, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var columns = TableColumn.Of(layout, _left, _width);
        var table = _structure.Create("Table", _structure.Document);
        var head = Lines(layout.Columns.Select(column => (string?)column.Title), columns, layout, layout.Head);
        var headHeight = HeightOf(head, layout, 0);
        Reserve(headHeight + Math.Max(layout.MinimumRowHeight, layout.Text.Line * 2));
        var headRow = _structure.Create("TR", _structure.Create("THead", table));
        var headCells = columns.ConvertAll(_ => HeadCell(headRow, "Column"));
        DrawRow(head, columns, layout, layout.Head, headHeight, headCells);

        var body = _structure.Create("TBody", table);
        foreach (var row in rows)
        {
            if (row.Count != columns.Count)
            {
                throw new ArgumentException($"A row has {row.Count} cells and the table {columns.Count} columns.", nameof(rows));
            }

            var element = _structure.Create("TR", body);
            var cells = columns.ConvertAll(
                column => column.Index == layout.RowHeader ? HeadCell(element, "Row") : _structure.Create("TD", element));
            var lines = Lines(row, columns, layout, layout.Text);
            while (lines is not null)
            {
                lines = DrawPart(lines);
            }

            // Draws what fits here and returns what does not.
            List<IReadOnlyList<string>>? DrawPart(List<IReadOnlyList<string>> whole)
            {
                if (HeightOf(whole, layout, layout.MinimumRowHeight) > Room.Height && Room.Height < _setup.BodyHeight - headHeight - 1)
                {
                    PageBreak();
                    DrawRow(head, columns, layout, layout.Head, headHeight, cells: null);
                }

                var fitting = Math.Max(1, (int)((Room.Height - (2 * layout.PaddingY)) / layout.Text.Line));
                var rest = whole.Any(cell => cell.Count > fitting)
                    ? whole.ConvertAll(cell => (IReadOnlyList<string>)[.. cell.Skip(fitting)])
                    : null;
                List<IReadOnlyList<string>> here = rest is null
                    ? whole
                    : whole.ConvertAll(cell => (IReadOnlyList<string>)[.. cell.Take(fitting)]);
                DrawRow(here, columns, layout, layout.Text, HeightOf(here, layout, layout.MinimumRowHeight), cells);
                return rest;
            }
        }

        _y -= layout.Text.After;
        return this;
    }

    private StructureElement HeadCell(StructureElement row, string scope) =>
        _structure.Create("TH", row, ("A", Dictionary(("O", Name("Table")), ("Scope", Name(scope)))));

    // A row without cells is the repeated head: an artifact.
    private void DrawRow(
        List<IReadOnlyList<string>> texts, List<TableColumn> columns, PdfTable layout,
        PdfTextStyle style, double height, List<StructureElement>? cells)
    {
        var (top, isHead) = (_y, ReferenceEquals(style, layout.Text) is false);
        _page.Artifact(content =>
        {
            foreach (var column in columns)
            {
                content.Rectangle(new(column.X, top - height, column.Width, height), isHead ? layout.HeadGround : null, layout.Lines, 0.5);
            }
        });
        foreach (var (column, lines) in columns.Zip(texts))
        {
            if (lines.Count == 0)
            {
                continue;
            }

            if (cells is null)
            {
                _page.Artifact(content => DrawLines(content, column, lines), "<</Type/Pagination/Subtype/Header>>");
            }
            else
            {
                _page.Tagged(cells[column.Index], "P", content => DrawLines(content, column, lines));
            }
        }

        _y -= height;

        void DrawLines(ContentBuilder content, TableColumn column, IReadOnlyList<string> lines)
        {
            var typeface = _faces.For(style);
            var first = top - ((height - (lines.Count * style.Line)) / 2);
            foreach (var (index, line) in lines.Index())
            {
                var free = column.Width - (2 * layout.PaddingX) - typeface.Width(line.TrimEnd(' '), style.Size);
                var x = column.X + layout.PaddingX + (column.Align switch { PdfAlign.Right => free, PdfAlign.Center => free / 2, _ => 0 });
                content.Text(line, x, Baseline(style, first - (index * style.Line)), typeface, style.Size, style.Color);
            }
        }
    }

    private List<IReadOnlyList<string>> Lines(IEnumerable<string?> texts, List<TableColumn> columns, PdfTable layout, PdfTextStyle style) =>
        [.. texts.Zip(columns, (text, column) => string.IsNullOrWhiteSpace(text)
            ? (IReadOnlyList<string>)[]
            : TextLayout.Wrap(text, _faces.For(style), style.Size, column.Width - (2 * layout.PaddingX)))];

    private static double HeightOf(List<IReadOnlyList<string>> cells, PdfTable layout, double minimum) =>
        Math.Max(minimum, (cells.Max(cell => cell.Count) * layout.Text.Line) + (2 * layout.PaddingY));

    private sealed record TableColumn(int Index, double X, double Width, PdfAlign Align)
    {
        public static List<TableColumn> Of(PdfTable layout, double left, double width)
        {
            var weights = layout.Columns.Sum(column => column.Weight);
            var columns = new List<TableColumn>();
            foreach (var (index, column) in layout.Columns.Index())
            {
                var share = width * column.Weight / weights;
                columns.Add(new(index, left, share, column.Align));
                left += share;
            }

            return columns;
        }
    }
}
