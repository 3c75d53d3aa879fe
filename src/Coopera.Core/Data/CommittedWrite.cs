using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data;

/// <summary>
/// Written inside a transaction, and there if and only if it was committed: what remains to be asked when the answer to COMMIT was lost, or
/// when the same form comes a second time.
/// </summary>
/// <param name="id">Of one run of the write door on a server, or of the form that was sent.</param>
public sealed class CommittedWrite(Guid id, DateTimeOffset at)
{
    public Guid Id { get; private set; } = id;

    public DateTimeOffset At { get; private set; } = at;

    public string? Answer { get; private set; }
}

internal sealed class CommittedWriteConfiguration : IEntityTypeConfiguration<CommittedWrite>
{
    public void Configure(EntityTypeBuilder<CommittedWrite> write) => write.Property(w => w.Id).ValueGeneratedNever();
}
