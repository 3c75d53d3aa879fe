using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>
/// What colleagues are called. Registers and diaries keep the address, which is the account: the name is looked up to be read.
/// </summary>
public sealed class StaffNames(CooperaDb db)
{
    private IReadOnlyDictionary<string, string>? _names;

    /// <summary>The name; the address itself for who has told none, and for what is no account ("sistema").</summary>
    public async Task<string> OfAsync(string actor) => (await AllAsync()).GetValueOrDefault(actor, actor);

    /// <summary>By address, in whatever letters; only those that have one.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AllAsync() => _names ??= await db.Users.AsNoTracking()
        .Where(user => user.FullName != "" && user.UserName != null)
        .ToDictionaryAsync(user => user.UserName!, user => user.FullName, StringComparer.OrdinalIgnoreCase);
}
