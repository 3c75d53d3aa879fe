using Coopera.Core.Data;
using Coopera.Core.Documents;
using FsCheck.Xunit;

namespace Coopera.Core.Tests.Documents;

public sealed class MapGeometryTests
{
    [Fact]
    public void Areas_are_to_each_other_as_populations()
    {
        var catania = Area(MapGeometry.Radius(300_000, MapGeometry.LeastRadius));
        var town = Area(MapGeometry.Radius(30_000, MapGeometry.LeastRadius));

        Assert.Equal(10, catania / town, 9);
    }

    [Fact]
    public void A_small_town_is_drawn_large_enough_to_be_seen()
    {
        Assert.Equal(MapGeometry.LeastRadius, MapGeometry.Radius(0, MapGeometry.LeastRadius));
        Assert.Equal(MapGeometry.LeastRadius, MapGeometry.Radius(500, MapGeometry.LeastRadius));
        Assert.Equal(MapGeometry.LeastAdherentRadius, MapGeometry.Radius(2_000, MapGeometry.LeastAdherentRadius));
    }

    [Fact]
    public void A_diamond_has_the_area_of_its_circle()
    {
        var half = MapGeometry.HalfDiagonal(12);

        Assert.Equal(Area(12), 2 * half * half, 9);
    }

    [Fact]
    public void A_kilometre_is_as_long_eastwards_as_northwards()
    {
        var enna = MapGeometry.Project(37.6, 14.28);
        var north = MapGeometry.Project(37.6 + (10 / 111.2), 14.28);
        var east = MapGeometry.Project(37.6, 14.28 + (10 / (111.2 * Math.Cos(37.6 * Math.PI / 180))));

        Assert.True(north.Y < enna.Y, "North is up.");
        Assert.Equal(enna.Y - north.Y, east.X - enna.X, 6);
    }

    [Fact]
    public void Every_comune_but_the_far_islands_falls_on_the_map_with_its_whole_mark()
    {
        var towns = PublicBodyRegister.Read().Where(body => body.Latitude is not null).ToList();
        var onMap = towns.Where(town => MapGeometry.IsOnMap(town.Latitude!.Value, town.Longitude!.Value)).ToList();

        Assert.Equal(["Lampedusa e Linosa", "Pantelleria"], towns.Except(onMap).Select(town => town.Name).Order());
        Assert.All(onMap, town =>
        {
            var point = MapGeometry.Project(town.Latitude!.Value, town.Longitude!.Value);
            var reach = MapGeometry.HalfDiagonal(MapGeometry.Radius(town.Population, MapGeometry.LeastAdherentRadius));
            Assert.InRange(point.X, reach, MapGeometry.Width - reach);
            Assert.InRange(point.Y, reach, MapGeometry.Height - reach);
        });
    }

    [Property]
    public bool No_point_lies_outside_the_hull_and_every_corner_is_one_of_the_points((short X, short Y)[] coordinates)
    {
        var points = coordinates.Select(c => new MapPoint(c.X, c.Y)).ToList();
        var hull = MapGeometry.ConvexHull(points);

        return hull.All(points.Contains)
            && Enumerable.Range(0, hull.Count).All(i => points.All(point => Turn(hull[i], hull[(i + 1) % hull.Count], point) >= 0));
    }

    [Fact]
    public void The_outline_keeps_its_distance_from_every_point()
    {
        MapPoint[] square = [new(0, 0), new(100, 0), new(100, 100), new(0, 100), new(50, 50)];

        var outline = MapGeometry.Outline(square, 10);

        Assert.Equal(-10, outline.Min(p => p.X), 9);
        Assert.Equal(110, outline.Max(p => p.Y), 9);
        Assert.All(
            outline, corner => Assert.Equal(10, square.Min(p => Math.Sqrt(Math.Pow(p.X - corner.X, 2) + Math.Pow(p.Y - corner.Y, 2))), 9));
    }

    private static double Area(double radius) => Math.PI * radius * radius;

    private static double Turn(MapPoint a, MapPoint b, MapPoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
