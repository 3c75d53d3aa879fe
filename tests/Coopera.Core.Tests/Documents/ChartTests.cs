using System.Xml.Linq;
using Coopera.Core.Documents;

namespace Coopera.Core.Tests.Documents;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(9, 10)]
    [InlineData(11, 20)]
    [InlineData(45, 60)]
    [InlineData(100, 100)]
    [InlineData(101, 200)]
    [InlineData(199_999, 200_000)]
    [InlineData(int.MaxValue, 200_000_000)]
    public void The_axis_ends_at_an_even_round_number(int highest, int top) => Assert.Equal(top, ChartScale.Top(highest));

    [Fact]
    public void Columns_are_as_high_as_their_value_and_stand_on_the_same_line()
    {
        var drawing = Draw(Sheet(0, 30, 60));

        var columns = drawing.Elements().Single(g => Class(g) == "chart-bar").Elements().ToList();
        Assert.Equal([0.0, 87.0, 174.0], columns.Select(column => Number(column, "height")));
        Assert.All(columns, column => Assert.Equal(200, Number(column, "y") + Number(column, "height"), 1));
        Assert.Equal("dal 3: 60", columns[2].Value);
    }

    [Fact]
    public void Across_everything_is_told_in_hundredths_and_nothing_leaves_the_picture()
    {
        foreach (var count in new[] { 1, 7, 12, 13, 28 })
        {
            var drawing = Draw(Sheet([.. Enumerable.Range(1, count)]));

            foreach (var column in drawing.Descendants().Where(e => e.Name.LocalName == "rect"))
            {
                Assert.EndsWith("%", column.Attribute("x")!.Value, StringComparison.Ordinal);
                Assert.InRange(Percent(column, "x") + Percent(column, "width"), 0, 100.1);
            }
        }
    }

    [Theory]
    [InlineData(6, 6, 6)]
    [InlineData(12, 12, 6)]
    [InlineData(13, 7, 4)]
    [InlineData(28, 4, 4)]
    public void There_are_as_many_labels_as_have_room_and_the_last_column_always_has_one(int count, int wide, int narrow)
    {
        var drawing = Draw(Sheet([.. Enumerable.Range(1, count)]));

        var labels = drawing.Elements().Where(e => e.Name.LocalName == "text" && e.Value.StartsWith('L')).ToList();
        Assert.Equal((wide, narrow), (labels.Count, labels.Count(label => Class(label) != "chart-minor")));
        Assert.Equal($"L{count}", labels[^1].Value);
        Assert.NotEqual("chart-minor", Class(labels[^1]));
    }

    [Fact]
    public void Of_a_total_only_the_last_number_is_written_and_the_columns_touch()
    {
        var drawing = Draw(Sheet(1200, 1250) with { IsTotal = true });

        Assert.Equal("1.250", drawing.Elements().Single(e => Class(e) == "chart-value").Value);
        var columns = drawing.Elements().Single(g => Class(g) == "chart-total").Elements().ToList();
        Assert.Equal(Percent(columns[1], "x"), Percent(columns[0], "x") + Percent(columns[0], "width"), 1);
    }

    [Fact]
    public void A_drawing_is_one_image_with_a_name_and_a_description_and_shows_markup_as_text()
    {
        var drawing = Draw(Sheet(1) with { Title = "<b>Titolo</b> & \"altro\"" });

        Assert.Equal(
            ("img", "prova-titolo", "prova-descrizione"),
            (Value(drawing, "role"), Value(drawing, "aria-labelledby"), Value(drawing, "aria-describedby")));
        Assert.Equal(["<b>Titolo</b> & \"altro\"", "Descrizione"], drawing.Elements().Take(2).Select(e => e.Value));
        Assert.DoesNotContain(drawing.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName == "style");
    }

    [Fact]
    public void Rows_are_as_long_as_their_share_of_the_longest_and_nothing_has_no_bar()
    {
        var drawing = XElement.Parse(
            RowChart.Draw(new RowSheet("prova", "Titolo", "Descrizione", [new("Palermo", 200), new("Enna", 50), new("Ragusa", 0)])));

        Assert.Equal([100.0, 25.0], drawing.Elements().Where(e => Class(e) == "chart-bar").Select(bar => Percent(bar, "width")));
        Assert.Equal(3, drawing.Elements().Count(e => Class(e) == "chart-track"));
        Assert.Equal("132", Value(drawing, "height"));
    }

    [Fact]
    public void Without_anything_to_draw_there_still_is_a_picture()
    {
        Assert.Equal("svg", Draw(Sheet()).Name.LocalName);
        Assert.Equal("svg", XElement.Parse(RowChart.Draw(new RowSheet("a", "b", "c", []))).Name.LocalName);
    }

    private static ColumnSheet Sheet(params int[] values) =>
        new("prova", "Titolo", "Descrizione", [.. values.Select((value, i) => new ChartColumn($"L{i + 1}", $"dal {i + 1}", value))]);

    private static XElement Draw(ColumnSheet sheet) => XElement.Parse(ColumnChart.Draw(sheet));

    private static string? Class(XElement element) => element.Attribute("class")?.Value;

    private static string? Value(XElement element, string name) => element.Attribute(name)?.Value;

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static double Percent(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
}
