using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Coopera.Web.Tests.House;

/// <summary>
/// publiccode.yml as the catalogues read it: what the standard (0.5) requires, and that what it names is in this repository.
/// </summary>
public sealed partial class PublicCodeTests
{
    private static readonly YamlMappingNode File = Read();

    [Theory]
    [InlineData("publiccodeYmlVersion", @"0\.5\.0")]
    [InlineData("name", "Coopera")]
    [InlineData("url", @"https://.+")]
    [InlineData("developmentStatus", "concept|development|beta|stable|obsolete")]
    [InlineData("softwareType", "standalone/web")]
    [InlineData("legal/license", @"EUPL-1\.2")]
    [InlineData("localisation/localisationReady", "true|false")]
    [InlineData("maintenance/type", "internal|contract|community|none")]
    [InlineData("IT/countryExtensionVersion", @"1\.0")]
    public void What_the_standard_requires_is_there(string key, string pattern) =>
        Assert.Matches($@"\A({pattern})\z", Text(key));

    [Theory]
    [InlineData("platforms")]
    [InlineData("categories")]
    [InlineData("localisation/availableLanguages")]
    public void Lists_that_the_standard_requires_name_something(string key) => Assert.NotEmpty(Items(key));

    [Fact]
    public void Every_description_has_the_lengths_that_catalogues_show()
    {
        var descriptions = Assert.IsType<YamlMappingNode>(Find("description")).Children.Keys.Select(language => language.ToString())
            .ToList();
        Assert.Contains("it", descriptions);
        foreach (var language in descriptions)
        {
            Assert.InRange(Text($"description/{language}/shortDescription").Length, 1, 150);
            Assert.InRange(Text($"description/{language}/longDescription").Length, 150, 10_000);
        }
    }

    [Fact]
    public void Who_maintains_it_internally_can_be_asked() =>
        Assert.All(
            Assert.IsType<YamlSequenceNode>(Find("maintenance/contacts")),
            contact => Assert.NotEmpty(contact["name"].ToString()));

    [Fact]
    public void Pictures_that_it_shows_are_in_the_repository() =>
        Assert.All(
            Items("description/it/screenshots"),
            picture => Assert.True(System.IO.File.Exists(Path.Combine(Repository.Root, picture)), picture));

    [Fact]
    public void The_licence_it_names_is_the_one_that_is_here()
    {
        var title = LicenceTitle().Match(System.IO.File.ReadLines(Path.Combine(Repository.Root, "LICENSE")).First());
        Assert.Equal(Text("legal/license"), $"EUPL-{title.Groups[1].Value}");
    }

    private static YamlMappingNode Read()
    {
        using var text = new StreamReader(Path.Combine(Repository.Root, "publiccode.yml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static YamlNode Find(string key) => key.Split('/').Aggregate((YamlNode)File, (node, name) => node[name]);

    private static string Text(string key) => Assert.IsType<YamlScalarNode>(Find(key)).Value!;

    private static List<string> Items(string key) => [.. Assert.IsType<YamlSequenceNode>(Find(key)).Select(item => item.ToString())];

    [GeneratedRegex(@"^EUROPEAN UNION PUBLIC LICENCE v\. ([0-9.]+)$")]
    private static partial Regex LicenceTitle();
}
