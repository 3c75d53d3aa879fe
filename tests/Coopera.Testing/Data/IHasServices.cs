using Coopera.Core.Data;
using Coopera.Core.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Data;

/// <summary>A whole site, or a database with the program's services on it: what samples are put into.</summary>
public interface IHasServices
{
    IServiceProvider Services { get; }
}

public static class Scopes
{
    /// <summary>Runs something in a scope of its own, as a request would.</summary>
    public static async Task<T> InScopeAsync<T>(this IHasServices place, Func<IServiceProvider, Task<T>> run)
    {
        await using var scope = place.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider);
    }

    /// <summary>As the worker does every second: finds out what belongs to the addresses that were typed.</summary>
    public static Task AnswerMailRequestsAsync(this IHasServices place) =>
        place.InScopeAsync(services => services.GetRequiredService<AnswerMailRequests>().RunAsync());

    public static Task<T> ReadAsync<T>(this IHasServices place, Func<CooperaDb, Task<T>> read) =>
        place.InScopeAsync(services => read(services.GetRequiredService<CooperaDb>()));

    public static Task ReadAsync(this IHasServices place, Func<CooperaDb, Task> read) => place.ReadAsync(async db =>
    {
        await read(db);
        return true;
    });

    /// <summary>Tests may write in ways that no code of the site does (SQL, <c>ExecuteUpdate</c>): public pages are told anyway.</summary>
    public static async Task WriteAsync(this IHasServices place, Func<CooperaDb, Task> write)
    {
        await place.ReadAsync(database => database.WriteAsync(async db =>
        {
            await write(db);
            await db.SaveChangesAsync();
        }));
        place.Services.GetRequiredService<CommittedChanges>().Tell(PublicThings.All);
    }
}
