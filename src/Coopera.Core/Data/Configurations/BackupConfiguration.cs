using Coopera.Domain.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class BackupConfiguration : IEntityTypeConfiguration<BackupState>
{
    public void Configure(EntityTypeBuilder<BackupState> state)
    {
        state.Property(s => s.Id).ValueGeneratedNever();
        state.Property(s => s.Mark).HasMaxLength(BackupState.MarkLength);
        state.Property(s => s.LastFile).HasMaxLength(BackupState.FileMaxLength);
        state.HasData(new BackupState()); // there from the migration on, so that nobody has to create it while others wait
    }
}
