using System.Globalization;
using System.Security;

namespace Coopera.Core.Documents;

/// <param name="Caption">Shown when the pointer rests on an adherent; null for a comune that has not adhered.</param>
public sealed record MapTown(
    string Code, string Name, string ProvinceCode, double Latitude, double Longitude, int Population, string? Caption = null);

public sealed record MapArea(string ProvinceCode, string Caption);

/// <param name="Title">What the picture is, for screen readers, which take the whole of it for one image.</param>
/// <param name="Description">What it shows, and where the same is told in words.</param>
public sealed record MapSheet(string Title, string Description, IReadOnlyList<MapTown> Towns, IReadOnlyList<MapArea> Areas);

/// <summary>
/// Sicily as inline SVG: a dot a comune draws the island. Circles have not adhered, diamonds have; broken lines go around the territories
/// of wider bodies. Colours and letters are classes of the style sheet, since the page may hold no style of its own.
/// </summary>
public static class SicilyMap
{
    public const string TitleId = "mappa-titolo";
    public const string DescriptionId = "mappa-descrizione";

    private const double OutlineDistance = 9;
    private const int InsetTop = 598;
    private const int InsetRow = 50;

    // The archipelagos: an outline that reached out to them would cover the sea between.
    private static readonly HashSet<string> OffshoreCodes = ["081009", "082075", "083037", "083041", "083043", "083087"];

    private enum Anchor
    {
        Start,
        Middle,
        End,
    }

    /// <param name="Minor">Left out where letters are large for the map: on phones.</param>
    private sealed record Label(string Code, int Dx, int Dy, Anchor Anchor, bool Minor = false, string? Text = null);

    // Placed by eye, in the free space by the dot of the chief towns and of the islands.
    private static readonly Label[] Labels =
    [
        new("082053", 0, -40, Anchor.Middle),
        new("081021", -4, -26, Anchor.Middle),
        new("084001", -6, 42, Anchor.End),
        new("085004", -18, -8, Anchor.End, Minor: true),
        new("086009", 16, 10, Anchor.Start, Minor: true),
        new("087015", 38, 8, Anchor.Start),
        new("083048", -6, -30, Anchor.Middle),
        new("089017", 26, 8, Anchor.Start),
        new("088009", -28, 66, Anchor.End, Minor: true),
        new("081009", -20, -13, Anchor.Start, Minor: true, "Egadi"),
        new("082075", 14, 7, Anchor.Start, Minor: true),
        new("083041", 20, 7, Anchor.Start, Minor: true, "Isole Eolie"),
    ];

    private sealed record Dot(MapTown Town, MapPoint Point);

    public static string Draw(MapSheet sheet)
    {
        var dots = sheet.Towns.Where(town => MapGeometry.IsOnMap(town.Latitude, town.Longitude))
            .OrderByDescending(town => town.Population).ThenBy(town => town.Code, StringComparer.Ordinal) // the small ones on top, in sight
            .Select(town => new Dot(town, MapGeometry.Project(town.Latitude, town.Longitude)))
            .ToList();
        return string.Concat(Parts(sheet, dots));
    }

    private static IEnumerable<string> Parts(MapSheet sheet, IReadOnlyList<Dot> dots) =>
    [
        $"<svg class=\"map-drawing\" viewBox=\"0 0 {Whole(MapGeometry.Width)} {Whole(MapGeometry.Height)}\" role=\"img\" ",
        $"aria-labelledby=\"{TitleId}\" aria-describedby=\"{DescriptionId}\">",
        $"<title id=\"{TitleId}\">{Escape(sheet.Title)}</title><desc id=\"{DescriptionId}\">{Escape(sheet.Description)}</desc>",
        .. sheet.Areas.Select(area => Area(area, dots)),
        "<g class=\"map-town\">",
        .. dots.Where(dot => dot.Town.Caption is null).Select(dot => Circle(dot.Town, dot.Point)),
        "</g><g class=\"map-adherent\">",
        .. dots.Where(dot => dot.Town.Caption is not null).Select(dot => Diamond(dot.Town, dot.Point)),
        "</g>",
        Inset([.. sheet.Towns.Where(town => !MapGeometry.IsOnMap(town.Latitude, town.Longitude)).OrderByDescending(town => town.Latitude)]),
        "<g class=\"map-label\">",
        .. Labels.Join(dots, label => label.Code, dot => dot.Town.Code, Name),
        "</g></svg>",
    ];

    private static string Area(MapArea area, IReadOnlyList<Dot> dots)
    {
        var ashore = dots.Where(dot => dot.Town.ProvinceCode == area.ProvinceCode && !OffshoreCodes.Contains(dot.Town.Code));
        var outline = MapGeometry.Outline(ashore.Select(dot => dot.Point), OutlineDistance);
        var corners = string.Join(' ', outline.Select(p => $"{Whole(p.X)} {Whole(p.Y)}"));
        return $"<path class=\"map-area\" d=\"M{corners}z\"><title>{Escape(area.Caption)}</title></path>";
    }

    private static string Circle(MapTown town, MapPoint point) =>
        $"<circle cx=\"{Whole(point.X)}\" cy=\"{Whole(point.Y)}\" "
        + $"r=\"{Tenth(MapGeometry.Radius(town.Population, MapGeometry.LeastRadius))}\"/>";

    private static string Diamond(MapTown town, MapPoint point)
    {
        var half = MapGeometry.HalfDiagonal(MapGeometry.Radius(town.Population, MapGeometry.LeastAdherentRadius));
        var d = Tenth(half);
        return $"<path d=\"M{Whole(point.X)} {Tenth(Math.Round(point.Y) - half)}l{d} {d}-{d} "
            + $"{d}-{d}-{d}z\"><title>{Escape(town.Caption!)}</title></path>";
    }

    private static string Inset(IReadOnlyList<MapTown> islands)
    {
        if (islands.Count == 0)
        {
            return "";
        }

        var rows = islands.Select((town, row) =>
        {
            var point = new MapPoint(46, InsetTop + 43 + (row * InsetRow));
            var mark = town.Caption is null
                ? $"<g class=\"map-town\">{Circle(town, point)}"
                : $"<g class=\"map-adherent\">{Diamond(town, point)}";
            return $"{mark}</g><text x=\"72\" y=\"{Whole(point.Y)}\" dy=\".35em\">{Escape(town.Name)}</text>";
        });
        var height = Whole((islands.Count * InsetRow) + 36);
        return $"<g class=\"map-inset\"><rect x=\"12\" y=\"{InsetTop}\" width=\"376\" height=\"{height}\" "
            + $"rx=\"12\"/>{string.Concat(rows)}</g>";
    }

    private static string Name(Label label, Dot dot)
    {
        var anchor = label.Anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" };
        var minor = label.Minor ? " class=\"map-minor\"" : "";
        var (x, y) = (Whole(dot.Point.X + label.Dx), Whole(dot.Point.Y + label.Dy));
        return $"<text x=\"{x}\" y=\"{y}\"{anchor}{minor}>{Escape(label.Text ?? dot.Town.Name)}</text>";
    }

    private static string Whole(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);

    private static string Tenth(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text) => SecurityElement.Escape(text);
}
