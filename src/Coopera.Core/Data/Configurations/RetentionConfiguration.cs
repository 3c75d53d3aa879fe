using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class RetentionConfiguration : IEntityTypeConfiguration<RetentionState>, IEntityTypeConfiguration<RetentionRun>
{
    private const int ClassLength = 30;

    public void Configure(EntityTypeBuilder<RetentionState> state)
    {
        state.HasKey(s => s.Class);
        state.Property(s => s.Class).HasConversion<string>().HasMaxLength(ClassLength);
        state.Property(s => s.Reason).HasMaxLength(RetentionState.ReasonMaxLength);
    }

    public void Configure(EntityTypeBuilder<RetentionRun> run)
    {
        run.Property(r => r.Class).HasConversion<string>().HasMaxLength(ClassLength);
        run.HasIndex(r => new { r.Class, r.FinishedAt });
    }
}
