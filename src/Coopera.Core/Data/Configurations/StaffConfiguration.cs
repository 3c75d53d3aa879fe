using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class SignInCountConfiguration : IEntityTypeConfiguration<SignInCount>
{
    public void Configure(EntityTypeBuilder<SignInCount> count)
    {
        count.HasKey(c => new { c.Account, c.Place });
        count.Property(c => c.Account).HasMaxLength(SignInCount.AccountMaxLength);
        count.Property(c => c.Place).HasMaxLength(SignInCount.PlaceMaxLength);
        count.HasIndex(c => c.EndsAt);
    }
}

internal sealed class StaffSessionConfiguration : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> session)
    {
        session.Property(s => s.Id).HasMaxLength(StaffSession.IdLength);
        session.Property(s => s.UserId).HasMaxLength(StaffUser.IdMaxLength);
        session.Property(s => s.Stamp).HasMaxLength(StaffSession.StampLength);
        session.Property(s => s.Address).HasMaxLength(StaffSession.AddressMaxLength);
        session.Property(s => s.Device).HasMaxLength(StaffSession.DeviceMaxLength);
        session.HasOne<StaffUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> filter)
    {
        filter.Property(f => f.UserId).HasMaxLength(StaffUser.IdMaxLength);
        filter.Property(f => f.List).HasConversion<string>().HasMaxLength(SavedFilter.ListMaxLength);
        filter.Property(f => f.Name).HasMaxLength(SavedFilter.NameMaxLength);
        filter.Property(f => f.Query).HasMaxLength(SavedFilter.QueryMaxLength);
        filter.HasIndex(f => new { f.UserId, f.List });
        filter.HasOne<StaffUser>().WithMany().HasForeignKey(f => f.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SecurityEventConfiguration : IEntityTypeConfiguration<SecurityEvent>
{
    public void Configure(EntityTypeBuilder<SecurityEvent> happened)
    {
        happened.Property(e => e.Code).HasMaxLength(SecurityEvent.CodeMaxLength);
        happened.Property(e => e.UserId).HasMaxLength(StaffUser.IdMaxLength);
        happened.Property(e => e.Account).HasMaxLength(AuditEntry.ActorMaxLength);
        happened.Property(e => e.Address).HasMaxLength(StaffSession.AddressMaxLength);
        happened.Property(e => e.Device).HasMaxLength(StaffSession.DeviceMaxLength);
        happened.Property(e => e.Detail).HasMaxLength(SecurityEvent.DetailMaxLength);
        happened.HasIndex(e => e.At);
        happened.HasIndex(e => new { e.UserId, e.Id });
    }
}

internal sealed class LinkGenerationConfiguration : IEntityTypeConfiguration<LinkGeneration>
{
    public void Configure(EntityTypeBuilder<LinkGeneration> generation)
    {
        generation.Property(g => g.Id).ValueGeneratedNever();
        generation.Property(g => g.Mark).HasMaxLength(LinkGeneration.MarkMaxLength);
        generation.Property(g => g.Key).HasMaxLength(LinkGeneration.KeyMaxLength);
        generation.HasData(new LinkGeneration());
    }
}
