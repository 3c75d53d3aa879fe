using Coopera.Core.Data;

namespace Coopera.Core.OwnData;

/// <summary>
/// Says what some tables hold of an address. A table that is in none, and not in <see cref="NotInOwnData"/>, fails a test.
/// </summary>
public interface IOwnDataSource
{
    IReadOnlyList<Type> Tables { get; }

    Task<IReadOnlyList<OwnDataSection>> ReadAsync(CooperaDb db, OwnDataOf of);
}
