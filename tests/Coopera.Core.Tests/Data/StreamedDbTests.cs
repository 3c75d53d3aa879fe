using System.Data.Common;
using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Data;

public sealed class StreamedDbTests
{
    [Theory]
    [EachEngine]
    public async Task After_the_first_row_the_others_are_still_in_the_database(DatabaseProvider engine)
    {
        Assert.SkipWhen(engine == DatabaseProvider.Sqlite, "SQLite gives rows one by one, and its line is never busy.");
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scope = database.Services.CreateAsyncScope();

        Assert.True(await IsBusyAfterOneRowAsync(scope.ServiceProvider.GetRequiredService<StreamedDb>().Db));

        // That is why it is there: what would be tried again is held in memory whole.
        Assert.False(await IsBusyAfterOneRowAsync(scope.ServiceProvider.GetRequiredService<CooperaDb>()));
    }

    private static async Task<bool> IsBusyAfterOneRowAsync(CooperaDb db)
    {
        await using var rows = db.PublicBodies.AsNoTracking().OrderBy(body => body.Code).AsAsyncEnumerable().GetAsyncEnumerator();
        Assert.True(await rows.MoveNextAsync());
        await using var other = db.Database.GetDbConnection().CreateCommand();
        other.CommandText = "SELECT 1";
        try
        {
            await other.ExecuteScalarAsync();
            return false;
        }
        catch (Exception busy) when (busy is DbException or InvalidOperationException)
        {
            return true;
        }
    }
}
