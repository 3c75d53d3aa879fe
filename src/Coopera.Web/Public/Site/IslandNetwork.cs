using System.Globalization;
using Coopera.Core.PublicBodies;

namespace Coopera.Web.Public.Site;

public sealed class IslandNetwork
{
    private const int MostTownsJoined = 60;

    // The same projection as the drawing: equirectangular at 37.6° north, 180 units a degree.
    private const double Scale = 180;
    private static readonly double Stretch = Math.Cos(37.6 * Math.PI / 180);

    public IslandNetwork(IEnumerable<PublicBodyEntry> adherents)
    {
        var points = adherents.Where(body => body is { Latitude: not null, Longitude: not null })
            .Select(town => new Point((town.Longitude!.Value - 12.3) * Stretch * Scale, (38.95 - town.Latitude!.Value) * Scale))
                .Distinct().ToList();
        Towns = [.. points.Select(point => new Town(Number(point.X), Number(point.Y)))];
        Net = points.Count > MostTownsJoined ? "" : string.Concat(ShortestNet(points).Concat(Neighbours(points)).Select(Line));
    }

    public IReadOnlyList<Town> Towns { get; }

    public string Net { get; }

    private static IEnumerable<(Point From, Point To)> ShortestNet(List<Point> points)
    {
        var apart = points.Skip(1).Select(point => (From: points[0], To: point)).ToList();
        while (apart.Count > 0)
        {
            var nearest = apart.MinBy(line => line.From.SquareTo(line.To));
            yield return nearest;
            apart.Remove(nearest);
            apart = [.. apart.Select(line => nearest.To.SquareTo(line.To) < line.From.SquareTo(line.To) ? (nearest.To, line.To) : line)];
        }
    }

    private static IEnumerable<(Point From, Point To)> Neighbours(List<Point> points) =>
        points.SelectMany(from => points.Where(to => to != from).OrderBy(from.SquareTo).Take(2), (from, to) => (from, to));

    private static string Line((Point From, Point To) line) =>
        $"M{Number(line.From.X)} {Number(line.From.Y)}L{Number(line.To.X)} {Number(line.To.Y)}";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public sealed record Town(string X, string Y);

    private readonly record struct Point(double X, double Y)
    {
        public double SquareTo(Point other) => Math.Pow(X - other.X, 2) + Math.Pow(Y - other.Y, 2);
    }
}
