using System.Globalization;
using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>
/// What proves once who somebody is: a code of the app, the answer to the question for a passkey. Of each kind the last moment is kept.
/// </summary>
public sealed class UsedProofs(CooperaDb database)
{
    /// <summary>False when this moment's or a later one was used before; of two at once, one gets it.</summary>
    /// <param name="name">One of <see cref="SecondFactorTokens"/>.</param>
    public async Task<bool> TakeAsync(string userId, string name, long moment)
    {
        var value = moment.ToString(CultureInfo.InvariantCulture);
        try
        {
            return await database.WriteAsync(async db =>
            {
                var row = db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == SecondFactorTokens.Provider && t.Name == name);
                if (await row.Select(t => t.Value).SingleOrDefaultAsync() is { } last)
                {
                    return long.Parse(last, CultureInfo.InvariantCulture) < moment
                        && await row.Where(t => t.Value == last).ExecuteUpdateAsync(t => t.SetProperty(x => x.Value, value)) == 1;
                }

                db.UserTokens.Add(new() { UserId = userId, LoginProvider = SecondFactorTokens.Provider, Name = name, Value = value });
                await db.SaveChangesAsync();
                return true;
            });
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return false;
        }
    }
}
