using System.Text.Json;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.PublicBodies;

/// <summary>Bodies are found the way people write them.</summary>
public sealed class RegisterSearchTests(RegisterSearchTests.Register register, SharedSite shared)
    : IClassFixture<RegisterSearchTests.Register>, IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("castoreale", "083016")]
    [InlineData("Castroreale", "083016")]
    [InlineData("comune di castroreale", "083016")]
    [InlineData("rodi milici", "083075")]
    [InlineData("RODI' MILICI", "083075")]
    [InlineData("Rodì Milìci", "083075")]
    [InlineData("s. margherita belice", "084038")]
    [InlineData("S.Margherita di Belice", "084038")]
    [InlineData("santa margherita belìce", "084038")]
    [InlineData("provincia di ragusa", "088")]
    [InlineData("caltagironne", "087011")]
    [InlineData("milazo", "083049")]
    [InlineData("Aci S. Antonio", "087005")]
    [InlineData("S. Agata li Battiati", "087045")]
    [InlineData("S. Agata Militello", "083084")]
    [InlineData("Santagata militello", "083084")]
    [InlineData("Mazzarrà S. Andrea", "083046")]
    [InlineData("Motta S. Anastasia", "087030")]
    [InlineData("S. Angelo di Brolo", "083088")]
    [InlineData("S.ta Teresa di Riva", "083089")]
    [InlineData("San Stefano Quisquina", "084040")]
    [InlineData("Provincia regionale di Trapani", "081")]
    [InlineData("provincia regionale di palermo", "282")]
    [InlineData("ex provincia di Messina", "283")]
    [InlineData("LCC Agrigento", "084")]
    [InlineData("libero consorzio di Enna", "086")]
    [InlineData("082027", "082027")]
    [InlineData("82027", "082027")]
    [InlineData("082", "282")]
    [InlineData("a176", "081001")]
    [InlineData("c_a176", "081001")]
    public async Task The_first_match_is_the_body_that_was_meant(string typed, string code) =>
        Assert.Equal(code, (await SearchAsync(typed))[0].Code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    [InlineData("\u200B")]
    [InlineData("Torino")]
    [InlineData("xyzxyzxyz")]
    [InlineData("082999")]
    [InlineData("Z999")]
    public async Task What_is_no_body_of_the_register_finds_none(string? typed) => Assert.Empty(await SearchAsync(typed));

    [Theory]
    [InlineData("castr")]
    [InlineData("catan")]
    [InlineData("san")]
    [InlineData("a")]
    [InlineData("di")]
    public async Task The_beginning_of_a_name_is_enough_and_a_list_stays_short(string typed)
    {
        var found = await SearchAsync(typed);

        Assert.InRange(found.Count, 1, PublicBodyDirectory.MostMatches);
        Assert.Equal(found.Count, found.Select(body => body.Code).Distinct().Count());
    }

    [Theory]
    [InlineData("castoreale", "083016")]
    [InlineData("Comune di Castroreale", "083016")]
    [InlineData("Comune di Castroreale (ME)", "083016")]
    [InlineData("s. margherita belice", "084038")]
    [InlineData("Rodi'  Milici", "083075")]
    [InlineData("S. Agata Militello", "083084")]
    [InlineData("comune di s. agata militello (me)", "083084")]
    [InlineData("A176", "081001")]
    [InlineData("provincia regionale di Palermo", "282")]
    [InlineData("comune di provincia di Palermo", null)]
    [InlineData("santa m", null)]
    [InlineData("", null)]
    public async Task Only_a_whole_name_or_alias_is_taken_without_asking(string typed, string? code) =>
        Assert.Equal(code, (await InDirectoryAsync(directory => directory.ResolveAsync(typed)))?.Code);

    [Fact]
    public async Task Every_body_of_the_register_is_found_by_its_own_name_and_by_every_alias()
    {
        foreach (var body in PublicBodyRegister.Read())
        {
            foreach (var name in body.Aliases.Append(body.Name).Append(body.FullName))
            {
                Assert.Contains(await SearchAsync(name), found => found.Code == body.Code);
            }
        }
    }

    [Fact]
    public async Task Every_body_of_the_register_comes_first_by_each_of_its_spellings_and_is_taken_without_asking()
    {
        var wrong = new List<string>();
        await InDirectoryAsync(async directory =>
        {
            foreach (var body in PublicBodyRegister.Read())
            {
                foreach (var typed in Spellings.Of(body))
                {
                    var found = await directory.SearchAsync(typed) is [var first, ..] ? first.Code : null;
                    var taken = (await directory.ResolveAsync(typed))?.Code;
                    if (found != body.Code || taken != body.Code)
                    {
                        wrong.Add($"{typed}: found {found ?? "none"}, taken {taken ?? "none"}, not {body.Code}");
                    }
                }
            }

            return 0;
        });

        Assert.Empty(wrong);
    }

    [Property(MaxTest = 300)]
    public void No_text_whatever_makes_the_search_throw(string? typed) =>
        Assert.InRange(SearchAsync(typed).GetAwaiter().GetResult().Count, 0, PublicBodyDirectory.MostMatches);

    [Fact]
    public async Task The_picker_is_answered_in_json()
    {
        using var answer = await shared.Site.NewVisitor().Client.GetAsync("/enti?q=castoreale");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var first = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement[0];
        Assert.Equal(("083016", "Castroreale", "Municipality", "ME"), (Of("code"), Of("name"), Of("kind"), Of("province")));

        string? Of(string name) => first.GetProperty(name).GetString();
    }

    private Task<IReadOnlyList<PublicBodyEntry>> SearchAsync(string? typed) => InDirectoryAsync(directory => directory.SearchAsync(typed));

    private Task<T> InDirectoryAsync<T>(Func<PublicBodyDirectory, Task<T>> ask) =>
        register.Database.InScopeAsync(services => ask(services.GetRequiredService<PublicBodyDirectory>()));

    /// <summary>Searches only read: one register serves all of these tests.</summary>
    public sealed class Register : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = default!;

        public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
