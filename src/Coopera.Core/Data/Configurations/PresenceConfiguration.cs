using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class PresenceConfiguration
    : IEntityTypeConfiguration<PresenceInterval>, IEntityTypeConfiguration<AttendanceRule>, IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<AttendanceRule> rule)
    {
        rule.HasKey(r => r.WebinarId);
        rule.Property(r => r.WebinarId).ValueGeneratedNever();
        rule.Property(r => r.Version).IsConcurrencyToken();
        rule.HasOne<Webinar>().WithOne().HasForeignKey<AttendanceRule>(r => r.WebinarId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PresenceInterval> stay)
    {
        stay.Property(p => p.Source).HasConversion<string>().HasMaxLength(20);
        stay.Property(p => p.StatedBy).HasMaxLength(PresenceInterval.StatedByMaxLength);
        stay.Property(p => p.ExcludedBy).HasMaxLength(PresenceInterval.StatedByMaxLength);
        stay.Property(p => p.Reason).HasMaxLength(PresenceInterval.ReasonMaxLength);
        stay.Property(p => p.ExclusionReason).HasMaxLength(PresenceInterval.ReasonMaxLength);
        stay.HasOne<Registration>().WithMany().HasForeignKey(p => p.RegistrationId).OnDelete(DeleteBehavior.Cascade);
        stay.HasIndex(p => new { p.RegistrationId, p.Source });
    }

    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.Property(r => r.Rule).HasConversion<string>().HasMaxLength(20);
        reminder.HasOne<Registration>().WithMany().HasForeignKey(r => r.RegistrationId).OnDelete(DeleteBehavior.Cascade);

        // Two nodes at once are decided here.
        reminder.HasIndex(r => new { r.RegistrationId, r.Rule, r.ForStart }).IsUnique();
    }
}
