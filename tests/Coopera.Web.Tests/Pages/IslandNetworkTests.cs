using System.Globalization;
using Coopera.Core.PublicBodies;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Public.Site;

namespace Coopera.Web.Tests.Pages;

public sealed class IslandNetworkTests
{
    [Fact]
    public void A_town_stands_where_the_drawing_of_the_island_has_its_dot()
    {
        // As Frontend/build.js computes it for Castroreale: x = (15.2126 − 12.3) · cos 37.6° · 180, y = (38.95 − 38.0986) · 180.
        var town = Assert.Single(new IslandNetwork([Town(38.0986, 15.2126)]).Towns);

        Assert.Equal(("415.4", "153.3"), (town.X, town.Y));
    }

    [Fact]
    public void Every_town_is_reached_from_every_other_along_the_lines()
    {
        var network =
            new IslandNetwork([Town(38.0, 12.5), Town(38.1, 12.6), Town(37.0, 14.9), Town(36.9, 14.8), Town(37.5, 15.1), Town(38.2, 15.2)]);

        var lines = network.Net.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('L')).ToList();
        var reached = new HashSet<string> { lines[0][0] };
        while (lines.Find(line => reached.Contains(line[0]) != reached.Contains(line[1])) is { } next)
        {
            reached.UnionWith(next);
        }

        Assert.Equal(network.Towns.Select(town => $"{town.X} {town.Y}").Order(), reached.Order());
    }

    [Fact]
    public void Bodies_without_a_place_and_a_second_one_at_the_same_place_add_nothing()
    {
        var consortium = new PublicBodyEntry("088", "Ragusa", PublicBodyKind.FreeConsortium, "RG", "ragusa");

        Assert.Single(new IslandNetwork([Town(38.0, 12.5), Town(38.0, 12.5), consortium]).Towns);
        Assert.Empty(new IslandNetwork([]).Net);
    }

    [Fact]
    public void So_many_towns_that_lines_would_hide_the_island_are_lit_without_lines()
    {
        var network = new IslandNetwork(Enumerable.Range(0, 100).Select(i => Town(37 + (i / 100d), 13 + (i / 50d))));

        Assert.Equal(100, network.Towns.Count);
        Assert.Empty(network.Net);
    }

    private static PublicBodyEntry Town(double latitude, double longitude) => new(
        string.Create(CultureInfo.InvariantCulture, $"{latitude}{longitude}"), "Prova", PublicBodyKind.Municipality, "ME", "prova")
    {
        Latitude = latitude,
        Longitude = longitude,
    };
}
