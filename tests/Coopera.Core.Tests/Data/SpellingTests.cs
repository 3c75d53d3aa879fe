using Coopera.Core.Tests.Transfer;
using Coopera.Core.Transfer;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Coopera.Core.Tests.Data;

/// <summary>Texts that differ in a capital are two on every engine; what may be spelled otherwise has a folded column.</summary>
public sealed class SpellingTests
{
    [Theory]
    [EachEngine]
    public async Task A_text_is_found_and_taken_as_it_is_spelled(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        string[] slugs = ["prova", "PROVA", "provà"];
        foreach (var slug in slugs)
        {
            await database.WriteAsync(db => db.AddAsync(
                new Webinar(slug, slug, TestDatabase.Now, TestDatabase.Now.AddHours(1))).AsTask());
        }

        foreach (var slug in slugs)
        {
            Assert.Equal(slug, await database.ReadAsync(db => db.Webinars.Where(w => w.Slug == slug).Select(w => w.Title).SingleAsync()));
        }

        Assert.Equal(0, await database.ReadAsync(db => db.Webinars.CountAsync(w => w.Slug == "Prova")));
    }

    /// <summary>By the model, so that no unique text is forgotten.</summary>
    [Theory]
    [EachEngine]
    public async Task Every_unique_text_takes_another_spelling_for_another_text(DatabaseProvider engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        await using var database = EngineDatabase.Of(test.Settings.Database, create: false);
        await EveryTable.FillAsync(database);
        var writer = new TableWriter(database);
        var model = database.Context.Model.GetRelationalModel();
        var looked = 0;

        // Whatever points to a table is done with before it.
        foreach (var table in database.Tables.Reverse())
        {
            foreach (var columns in UniqueTexts(model.FindTable(table.Name, null)!))
            {
                var name = columns[0].Name;
                var places = columns.Select(column => table.Columns.ToList().FindIndex(own => own.Name == column.Name)).ToList();
                var rows = new[] { EveryTable.Row(database, table, 1), EveryTable.Row(database, table, 2) };
                foreach (var place in places)
                {
                    rows[1][place] = rows[0][place];
                }

                (rows[0][places[0]], rows[1][places[0]]) = ("qa", "QA");
                await writer.EmptyAsync(database.Tables.SkipWhile(other => other != table), default);
                await writer.WriteAsync(table, rows.ToAsyncEnumerable(), null, default);

                var found = await database.NumberAsync($"SELECT COUNT(*) FROM \"{table.Name}\" WHERE \"{name}\" = 'QA'", default);
                Assert.True(found == 1, $"{table.Name}.{name}: {found} rows are found.");
                looked++;
            }
        }

        Assert.InRange(looked, 20, 200);
    }

    /// <summary>Columns of its keys and unique indexes, for each text among them that is no code of ours: the text first.</summary>
    private static IEnumerable<IReadOnlyList<IColumn>> UniqueTexts(ITable table) => table.Indexes.Where(index => index.IsUnique)
        .Select(index => index.Columns.Cast<IColumn>()).Concat(table.UniqueConstraints.Select(key => key.Columns.Cast<IColumn>()))
        .SelectMany(columns => columns.Where(IsFreeText).Select(text => columns.OrderByDescending(column => column == text).ToList()));

    private static bool IsFreeText(IColumn column) => column.PropertyMappings.Count > 0
        && column.PropertyMappings[0].Property is { } property && property.ClrType == typeof(string)
        && !column.Table.ForeignKeyConstraints.Any(foreign => foreign.Columns.Contains(column));
}
