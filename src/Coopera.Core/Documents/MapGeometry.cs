namespace Coopera.Core.Documents;

public readonly record struct MapPoint(double X, double Y);

public static class MapGeometry
{
    public const double Width = 1000;
    public const double Height = 748;

    public const double LeastRadius = 2.6;

    /// <inheritdoc cref="LeastRadius"/>
    public const double LeastAdherentRadius = 6.5;

    private const double WestEdge = 12.25;
    private const double EastEdge = 15.75;
    private const double NorthEdge = 38.80;
    private const double SouthEdge = 36.60;
    private const double UnitsPerDegree = 340;
    private const double Margin = 12;
    private const double RadiusPerRoot = 0.042;

    // Equirectangular: a degree of longitude is shorter than one of latitude by this much in the middle of the island.
    private static readonly double Stretch = Math.Cos(37.6 * Math.PI / 180);

    public static bool IsOnMap(double latitude, double longitude) =>
        latitude is > SouthEdge and < NorthEdge && longitude is > WestEdge and < EastEdge;

    public static MapPoint Project(double latitude, double longitude) =>
        new(((longitude - WestEdge) * Stretch * UnitsPerDegree) + Margin, ((NorthEdge - latitude) * UnitsPerDegree) + Margin);

    public static double Radius(int population, double least) => Math.Max(least, Math.Sqrt(population) * RadiusPerRoot);

    public static double HalfDiagonal(double radius) => radius * Math.Sqrt(Math.PI / 2);

    public static IReadOnlyList<MapPoint> Outline(IEnumerable<MapPoint> points, double distance)
    {
        const int Corners = 8;
        var around = points.SelectMany(point => Enumerable.Range(0, Corners).Select(i => i * 2 * Math.PI / Corners)
            .Select(angle => new MapPoint(point.X + (distance * Math.Cos(angle)), point.Y + (distance * Math.Sin(angle)))));
        return ConvexHull([.. around]);
    }

    public static IReadOnlyList<MapPoint> ConvexHull(IReadOnlyCollection<MapPoint> points)
    {
        var sorted = points.Distinct().OrderBy(p => p.X).ThenBy(p => p.Y).ToList();
        return sorted.Count < 3 ? sorted : [.. Chain(sorted), .. Chain(Enumerable.Reverse(sorted))];
    }

    private static IEnumerable<MapPoint> Chain(IEnumerable<MapPoint> sorted)
    {
        var chain = new List<MapPoint>();
        foreach (var point in sorted)
        {
            while (chain.Count > 1 && Turn(chain[^2], chain[^1], point) <= 0)
            {
                chain.RemoveAt(chain.Count - 1);
            }

            chain.Add(point);
        }

        return chain.Take(chain.Count - 1); // the other chain begins with the last one
    }

    private static double Turn(MapPoint a, MapPoint b, MapPoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
