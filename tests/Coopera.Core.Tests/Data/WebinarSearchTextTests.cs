using Coopera.Core.Data;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Data;

public sealed class WebinarSearchTextTests
{
    [Theory]
    [EachEngine]
    public async Task A_webinar_is_found_by_words_of_title_theme_and_address_however_they_are_written(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await PlantAsync(database, "tavolo-2026", "L’accoglienza di chi è più fragile", "Salute e comunità");
        await PlantAsync(database, "altro", "Altro", "");

        foreach (var words in new string[][] { ["FRAGILE"], ["piu", "comunita"], ["laccoglienza"], ["tavolo", "2026"] })
        {
            Assert.Equal(["tavolo-2026"], await FoundAsync(database, words));
        }

        Assert.Empty(await FoundAsync(database, ["fragile", "altro"]));
    }

    [Theory]
    [EachEngine]
    public async Task What_another_version_left_in_it_is_put_right_by_the_next_start(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await PlantAsync(database, "nuovo", "Titolo nuovo", "");
        await PlantAsync(database, "di-prima", "Titolo di prima", "");

        // Edited by a node that knows no such column, and migrated.
        await database.WriteAsync(db => db.Webinars.Where(w => w.Slug == "nuovo")
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.SearchText, "titolo vecchio nuovo")));
        await database.WriteAsync(db => db.Webinars.Where(w => w.Slug == "di-prima")
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.SearchText, "")));

        await database.Services.PrepareDatabaseAsync();

        Assert.Empty(await FoundAsync(database, ["vecchio"]));
        Assert.Equal(["di-prima", "nuovo"], await FoundAsync(database, ["titolo"]));
    }

    [Theory]
    [EachEngine]
    public async Task A_new_title_is_what_it_is_found_by(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await PlantAsync(database, "uno", "Uno", "");

        await database.WriteAsync(async db =>
        {
            var webinar = await db.Webinars.SingleAsync(w => w.Slug == "uno");
            webinar.Edit(webinar.Content with { Title = "Due" }, [], TestDatabase.Now);
            await db.SaveChangesAsync();
        });

        Assert.Equal(["uno"], await FoundAsync(database, ["due"]));
    }

    private static Task PlantAsync(TestDatabase database, string slug, string title, string theme) => database.WriteAsync(db =>
    {
        db.Webinars.Add(new Webinar(slug, title, TestDatabase.Now, TestDatabase.Now.AddHours(1)) { Theme = theme });
        return Task.CompletedTask;
    });

    private static async Task<IEnumerable<string>> FoundAsync(TestDatabase database, string[] words) =>
        (await database.ReadAsync(db => db.Webinars.Called(words.Select(Domain.Text.Fold)).Select(w => w.Slug).ToListAsync()))
            .Order(StringComparer.Ordinal);
}
