using System.Text.Encodings.Web;
using System.Text.Json;
using Coopera.Domain.Certificates;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class CertificateConfiguration
    : IEntityTypeConfiguration<Certificate>, IEntityTypeConfiguration<CertificateCounter>, IEntityTypeConfiguration<CreditRule>
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.Property(c => c.Id).ValueGeneratedNever();
        certificate.Property(c => c.Code).HasMaxLength(CertificateCode.Length).IsUnicode(false);
        certificate.Property(c => c.Facts).HasConversion(
            facts => JsonSerializer.Serialize(facts, Json),
            text => JsonSerializer.Deserialize<CertificateFacts>(text, Json)!,
            new ValueComparer<CertificateFacts>((one, other) => ReferenceEquals(one, other), facts => facts.GetHashCode()));
        certificate.Property(c => c.FirstName).HasMaxLength(Registration.NameMaxLength);
        certificate.Property(c => c.LastName).HasMaxLength(Registration.NameMaxLength);
        certificate.Property(c => c.SortName).HasMaxLength(Registration.SortMaxLength);
        certificate.Property(c => c.SearchText).HasMaxLength(Certificate.SearchTextMaxLength);
        certificate.Property(c => c.Email).HasMaxLength(Domain.EmailAddress.MaxLength);
        certificate.Property(c => c.EmailKey).HasMaxLength(Domain.EmailAddress.MaxLength);
        certificate.Property(c => c.IssuedBy).HasMaxLength(Domain.Staff.AuditEntry.ActorMaxLength);
        certificate.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        certificate.Property(c => c.Reason).HasMaxLength(Certificate.ReasonMaxLength);
        certificate.Property(c => c.ActiveKey).HasMaxLength(32).IsUnicode(false);
        certificate.Property(c => c.StoreKey).HasMaxLength(32).IsUnicode(false);
        certificate.Property(c => c.Sha256).HasMaxLength(64).IsUnicode(false);
        certificate.Property(c => c.SealedBy).HasMaxLength(Certificate.SealedByMaxLength);
        certificate.Property(c => c.Version).IsConcurrencyToken();
        certificate.HasOne<Webinar>().WithMany().HasForeignKey(c => c.WebinarId).OnDelete(DeleteBehavior.Restrict);

        // Who wins when two issue at once is decided by the first and the third; no code opens two.
        certificate.HasIndex(c => new { c.Year, c.Number }).IsUnique();
        certificate.HasIndex(c => c.Code).IsUnique();
        certificate.HasIndex(c => c.ActiveKey).IsUnique();
        certificate.HasIndex(c => new { c.WebinarId, c.SortName });
        certificate.HasIndex(c => c.RegistrationId);
        certificate.HasIndex(c => c.MailboxMark);
        certificate.HasIndex(c => c.MadeAt);
        certificate.HasIndex(c => c.Sha256);
        certificate.HasIndex(c => c.StoreKey);
    }

    public void Configure(EntityTypeBuilder<CertificateCounter> counter)
    {
        counter.HasKey(c => c.Year);
        counter.Property(c => c.Year).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<CreditRule> rule)
    {
        rule.HasKey(r => r.WebinarId);
        rule.Property(r => r.WebinarId).ValueGeneratedNever();
        rule.Property(r => r.EventId).HasMaxLength(CreditRule.EventIdMaxLength);
        rule.Property(r => r.Version).IsConcurrencyToken();
        rule.HasOne<Webinar>().WithOne().HasForeignKey<CreditRule>(r => r.WebinarId).OnDelete(DeleteBehavior.Cascade);
    }
}
