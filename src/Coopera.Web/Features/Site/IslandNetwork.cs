using System.Globalization;

namespace Coopera.Web.Features.Site;

/// <summary>The towns of the Coordinamento on the island that <c>Frontend/build.js</c> draws from the register, and the lines that join them.</summary>
public sealed class IslandNetwork
{
    // The same projection as the drawing: equirectangular at 37.6° north, 180 units a degree.
    private const double Scale = 180;
    private static readonly double Stretch = Math.Cos(37.6 * Math.PI / 180);

    public IslandNetwork(IEnumerable<(double Latitude, double Longitude)> towns)
    {
        var points = towns.Select(t => (X: (t.Longitude - 12.3) * Stretch * Scale, Y: (38.95 - t.Latitude) * Scale)).OrderBy(p => p.X).ThenBy(p => p.Y).ToList();
        Towns = [.. points.Select(p => new Town(Number(p.X), Number(p.Y)))];
        Net = string.Concat(Joins(points).Select(join => $"M{Number(join.From.X)} {Number(join.From.Y)}L{Number(join.To.X)} {Number(join.To.Y)}"));
    }

    public IReadOnlyList<Town> Towns { get; }

    /// <summary>Path data.</summary>
    public string Net { get; }

    /// <summary>Each town is joined to the two nearest ones, and nearer towns come first: enough to look like a net.</summary>
    private static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Joins(IReadOnlyList<(double X, double Y)> points) => points
        .SelectMany(from => points.Where(to => to != from).OrderBy(to => Distance(from, to)).Take(2)
            .Select(to => from.CompareTo(to) < 0 ? (From: from, To: to) : (From: to, To: from)))
        .Distinct();

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Where it stands in the drawing, as SVG writes numbers.</summary>
    public sealed record Town(string X, string Y);
}
