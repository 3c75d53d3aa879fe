using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Files;

/// <summary>
/// Before the site answers: on a server's database several nodes may work, and all must see one folder of uploads. One that sees another
/// would answer "not found" for what people sent to its neighbour, now and then, and nobody would know why.
/// </summary>
public sealed class SharedUploads(CooperaDb database, UploadStore store, NamedFiles named, Settings settings)
{
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        if (settings.Database.Provider == DatabaseProvider.Sqlite)
        {
            return; // one process, one folder
        }

        var (wanted, found) = (await MarkAsync(cancellationToken), store.Mark());
        if (wanted.Length == 0)
        {
            found = store.MarkFirst(); // the file before the row: a node that is killed in between leaves nothing that stops the next
            wanted = await TakeAsync(found, cancellationToken) > 0 ? found : await MarkAsync(cancellationToken);
        }

        if (found is null && await IsKnownByItsFilesAsync(cancellationToken))
        {
            store.SetMark(wanted);
            found = wanted;
        }

        if (found != wanted)
        {
            throw new SettingsException(
                $"Site:DataFolder: \"{store.MarkFile}\" must hold {wanted}, and {(found is null ? "is not there" : $"holds {found}")}: all "
                + "nodes on one database must see the same folder of uploads. Mount that folder here; only if this one is the right one "
                + "(after a restore, say), write that line into the file.");
        }

        store.MarkAtStart = wanted;
    }

    private Task<string> MarkAsync(CancellationToken cancellationToken) =>
        database.Set<UploadFolder>().AsNoTracking()
            .Where(f => f.Id == UploadFolder.OnlyId).Select(f => f.Mark).SingleAsync(cancellationToken);

    /// <summary>The first node; of two at once one.</summary>
    private Task<int> TakeAsync(string mark, CancellationToken cancellationToken) => database.WriteAsync(
        db => db.Set<UploadFolder>().Where(f => f.Id == UploadFolder.OnlyId && f.Mark == "")
            .ExecuteUpdateAsync(f => f.SetProperty(x => x.Mark, mark)),
        cancellationToken);

    /// <summary>A folder that came from a backup without its mark is known by what lies in it.</summary>
    private async Task<bool> IsKnownByItsFilesAsync(CancellationToken cancellationToken)
    {
        var rows = await named.AllAsync(cancellationToken);
        return rows.Keys.Any(store.Has);
    }
}
