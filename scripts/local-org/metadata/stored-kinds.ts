/** Name of the type and suffix of its files, as the "Metadata API Developer Guide: Metadata Types" and the CLI's registry have them. */
const kinds = `
  ActionLauncherItemDef actionLauncherItemDef, ActionLinkGroupTemplate actionLinkGroupTemplate,
  ActionPlanTemplate apt, AiAuthoringBundle bundle, AIApplication ai, AIApplicationConfig aiapplicationconfig,
  AiEvaluationDefinition aiEvaluationDefinition, AnalyticSnapshot snapshot, AppMenu appMenu, Bot bot,
  BotTemplate botTemplate, BotVersion botVersion, BriefcaseDefinition briefcaseDefinition, CallCenter callCenter,
  CallCoachingMediaProvider callCoachingMediaProvider, CanvasMetadata Canvas,
  CaseSubjectParticle CaseSubjectParticle, ChannelLayout channelLayout, ChatterExtension ChatterExtension,
  CMSConnectSource cmsConnectSource, Community community, CommunityTemplateDefinition communityTemplateDefinition,
  CommunityThemeDefinition communityThemeDefinition, ConversationMessageDefinition conversationMessageDefinition,
  CustomApplicationComponent customApplicationComponent, CustomFeedFilter feedFilter, CustomPageWebLink weblink,
  CustomPageWebLink custompageweblink, DataCategoryGroup datacategorygroup, DelegateGroup delegateGroup,
  DiscoveryGoal goal, Document document, DocumentFolder documentFolder, EmailTemplateFolder emailTemplateFolder,
  EmbeddedServiceBranding EmbeddedServiceBranding, EmbeddedServiceConfig EmbeddedServiceConfig,
  EmbeddedServiceFlowConfig EmbeddedServiceFlowConfig, EmbeddedServiceLiveAgent EmbeddedServiceLiveAgent,
  EmbeddedServiceMenuSettings EmbeddedServiceMenuSettings, EntitlementProcess entitlementProcess,
  EntitlementTemplate entitlementTemplate, EventDelivery delivery, EventRelayConfig eventRelay, EventSubscription subscription, ExternalClientApplication eca,
  ExternalServiceRegistration externalServiceRegistration, ExtlClntAppConfigurablePolicies ecaPlcy,
  ExtlClntAppGlobalOauthSettings ecaGlblOauth, ExtlClntAppOauthConfigurablePolicies ecaOauthPlcy,
  ExtlClntAppOauthSettings ecaOauth, FeatureParameterBoolean featureParameterBoolean,
  FeatureParameterDate featureParameterDate, FeatureParameterInteger featureParameterInteger,
  FlowCategory flowCategory, FlowTest flowtest, ForecastingFilter forecastingFilter,
  ForecastingType forecastingType, GenAiFunction genAiFunction, GenAiPlanner genAiPlanner, GenAiPlugin genAiPlugin,
  GenAiPromptTemplate genAiPromptTemplate, HomePageComponent homePageComponent, InstalledPackage installedPackage,
  KeywordList keywords, LeadConvertSettings LeadConvertSetting, Letterhead letter, LightningBolt lightningBolt,
  LightningOnboardingConfig lightningOnboardingConfig, LiveChatAgentConfig liveChatAgentConfig,
  LiveChatButton liveChatButton, LiveChatDeployment liveChatDeployment, ManagedContentType managedContentType,
  MessagingChannel messagingChannel, MilestoneType milestoneType, MlDomain mlDomain,
  MobileApplicationDetail MobileApplicationDetail, MutingPermissionSet mutingpermissionset,
  MyDomainDiscoverableLogin myDomainDiscoverableLogin, NotificationTypeConfig config,
  OauthCustomScope oauthcustomscope, OmniDataTransform rpt, OmniIntegrationProcedure oip, OmniScript os,
  OmniUiCard ouc, PaymentGatewayProvider paymentGatewayProvider,
  PermissionSetLicenseDefinition permissionSetLicenseDefinition, Portal portal, PostTemplate postTemplate,
  PresenceDeclineReason presenceDeclineReason, PresenceUserConfig presenceUserConfig,
  QueueRoutingConfig queueRoutingConfig, RecommendationStrategy recommendationStrategy,
  RecordActionDeployment deployment, RedirectWhitelistUrl redirectWhitelistUrl, SamlSsoConfig samlssoconfig,
  Scontrol scf, SearchCustomization searchCustomization, ServiceChannel serviceChannel,
  ServicePresenceStatus servicePresenceStatus, SharingSet sharingSet, Skill skill,
  StandardValueSetTranslation standardValueSetTranslation, SynonymDictionary synonymDictionary,
  TimeSheetTemplate timeSheetTemplate, TransactionSecurityPolicy transactionSecurityPolicy,
  UserCriteria userCriteria, UserProvisioningConfig userProvisioningConfig, WaveApplication wapp,
  WaveDashboard wdash, WaveDataflow wdf, WaveDataset wds, WaveLens wlens, WaveRecipe wdpr,
  WaveTemplateBundle waveTemplate, WaveXmd xmd
`;

/**
 * Kinds that touch neither saves nor queries nor Apex (agents, service consoles, portals, sign-on, forecasts, analytics),
 * by file suffix. They are kept whole, so that a project that has them deploys, and is retrieved as it went in.
 */
export const storedKinds: Readonly<Record<string, { readonly name: string }>> = Object.fromEntries(
  kinds.split(",").map((kind) => {
    const [name, suffix] = kind.trim().split(" ") as [string, string];
    return [suffix, { name }];
  })
);
