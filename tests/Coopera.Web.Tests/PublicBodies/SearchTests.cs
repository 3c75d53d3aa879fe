using System.Text.Json;
using Coopera.Core.PublicBodies;

namespace Coopera.Web.Tests.PublicBodies;

/// <summary><c>GET /enti?q=</c>: the JSON behind the picker.</summary>
public sealed class SearchTests(SharedSite register) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("castroreale", "083016", "Castroreale", "Municipality", "ME")]
    [InlineData("libero consorzio comunale di ragusa", "088", "Libero consorzio comunale di Ragusa", "FreeConsortium", "RG")]
    [InlineData("citta metropolitana di palermo", "282", "Città metropolitana di Palermo", "MetropolitanCity", "PA")]
    public async Task Each_match_has_code_name_kind_and_province_and_nothing_else(
        string query, string code, string name, string kind, string province)
    {
        var response = await register.Site.NewVisitor().Client.GetAsync($"/enti?q={Uri.EscapeDataString(query)}");
        var matches = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var match = matches[0];
        Assert.Equal(["code", "name", "kind", "province"], match.EnumerateObject().Select(property => property.Name));
        Assert.Equal([code, name, kind, province], match.EnumerateObject().Select(property => property.Value.GetString()!));
    }

    [Theory]
    [InlineData("castro", "Castroreale")]
    [InlineData("CASTOREALE", "Castroreale")]
    [InlineData("rodi milici", "Rodì Milici")]
    [InlineData("comune di Rodì", "Rodì Milici")]
    [InlineData("s. margherita belice", "Santa Margherita di Belice")]
    [InlineData("  alì   terme ", "Alì Terme")]
    [InlineData("piana degli albanesi", "Piana degli Albanesi")]
    [InlineData("sant'agata di militello", "Sant'Agata di Militello")]
    [InlineData("sant’agata di militello", "Sant'Agata di Militello")]
    public async Task The_body_is_found_the_way_people_write_it(string query, string name) =>
        Assert.Contains(name, (await NamesAsync(query)).Take(3), StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("%")]
    [InlineData("'; DROP TABLE PublicBodies;--")]
    [InlineData("<script>")]
    [InlineData("日本")]
    [InlineData("zzzzzzz")]
    public async Task A_question_without_an_answer_has_an_empty_list(string query) => Assert.Empty(await NamesAsync(query));

    [Fact]
    public async Task Without_a_question_the_list_is_empty()
    {
        Assert.Equal("[]", await register.Site.NewVisitor().Client.GetStringAsync("/enti"));
        Assert.Equal("[]", await register.Site.NewVisitor().Client.GetStringAsync("/enti?q="));
    }

    [Fact]
    public async Task A_very_long_question_is_nobodys_name()
    {
        Assert.Empty(await NamesAsync(new string('a', 4000)));
        Assert.Empty(await NamesAsync(string.Concat(Enumerable.Repeat("castro ", 600))));
    }

    [Fact]
    public async Task A_letter_has_many_matches_and_only_the_best_are_answered() =>
        Assert.Equal(PublicBodyDirectory.MostMatches, (await NamesAsync("s")).Count);

    [Fact]
    public async Task The_very_name_comes_before_longer_ones_whatever_the_alphabet_says()
    {
        Assert.Equal("Aci Castello", (await NamesAsync("aci castello"))[0]);
        Assert.Equal("Catania", (await NamesAsync("catania"))[0]);
        Assert.Equal("Ragusa", (await NamesAsync("ragusa"))[0]);
    }

    private async Task<List<string>> NamesAsync(string query)
    {
        var response = await register.Site.NewVisitor().Client.GetAsync($"/enti?q={Uri.EscapeDataString(query)}");
        Assert.Equal(200, (int)response.StatusCode);
        return [.. JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.EnumerateArray().Select(
            body => body.GetProperty("name").GetString()!)];
    }
}
