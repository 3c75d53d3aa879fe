using System.Text.RegularExpressions;

namespace Coopera.Web.Tests.House;

/// <summary>Addresses are written in <c>Links/Addresses</c> and at the actions that answer them, and nowhere else.</summary>
public sealed partial class AddressLiteralTests
{
    [Fact]
    public void No_view_and_no_code_writes_an_address_of_the_site_by_hand()
    {
        var found = Lines().Where(line => Literal().IsMatch(line.Text) && !Route().IsMatch(line.Text));

        Assert.Empty(found);
    }

    [Fact]
    public void No_action_reads_its_verb_off_the_address() =>
        Assert.DoesNotContain(Lines(), line => line.Text.Contains(".Split('/')[^1]", StringComparison.Ordinal));

    [Theory]
    [InlineData("<a href=\"~/gestione/webinar/@webinar.Id\">", true)]
    [InlineData("var list = $\"~/gestione/webinar/{id}/iscritti\";", true)]
    [InlineData("new(\"Webinar\", \"/gestione/webinar\")", true)]
    [InlineData("=> $\"{Base}/iscrizioni/{token}\";", true)]
    [InlineData("<p>Da leggere in gestione/archivio</p>", false)]
    [InlineData("<partial name=\"~/Public/Webinars/_Event.cshtml\" />", false)]
    public void The_rule_finds_what_breaks_it(string line, bool breaks) => Assert.Equal(breaks, Literal().IsMatch(line));

    private static IEnumerable<(string File, string Text)> Lines()
    {
        var source = Path.Combine(Repository.Root, "src");
        return Directory.EnumerateFiles(source, "*.cs*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("Coopera.Core/Links/Addresses", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(Path.Combine(source, file)).Select(text => (file, text)));
    }

    [GeneratedRegex(
        """["}]~?/(gestione|webinar|iscrizioni|coordinamento|comunicati|enti|progetto|privacy|note-legali|accessibilita|contatti)\b""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*\[(Route|Http(Get|Post|Head))\(")]
    private static partial Regex Route();
}
