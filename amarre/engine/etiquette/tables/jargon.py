"""Phrases of the family jargon, in the notation of `..table`."""

FR = """
jargon.word
    (interbancaire*|compensation interbancaire|cache dns|mode bridge|purg* le|flux (financiers|logistiques|
        interbancaires|sortants|entrants|de données)|rejets?( en)? compensation|adresse ip|routage|routeur
        de coeur|répartiteur*|redémarrage à froid|firmware|micrologiciel|sur-incident|on-premise|saas|iaas|
        sandbox|déploy* en (production|prod)|mise en prod*|environnement de (prod*|recette|préprod*)|recette
        fonctionnelle|télémaintenance|hotfix*|correctif logiciel critique|sinistralité|franchise
        contractuelle|exclusion (au titre|de garantie)|indemnisation forfaitaire|conditions particulières|
        réassur*|actuari*|mutualisation du risque|encours|nantissement|scoring|éligibilité (réseau|
        technique)|désaturation|raccordement (ptp|pto|pm)|pto|nro|pm mutualis*|adductabilité|adduction|
        surpresseur*|décolmatage|chloration|conductivité|dépolymér*|lixiviation|migration spécifique|
        phtalate*|bisphénol*|titrage|posologi*|biodisponib*|contre-indiqu*|iatrogèn*|nosocomial*|
        comorbidité*|létalité|prophyla*|asymptomatique*)

jargon.word
    unless (c'est-a-dire|autrement dit|ce qui veut dire)
    (process|workflow|feedback*|asap|sla|slas|kpi|kpis|roadmap|task force|taskforce|rollback|failover|
        downtime|uptime|patch|patché*|backlog|reporting|monitoring|scoring|benchmark*|business unit|
        back-office|back office|front-office|middle-office|stakeholder*|lead time|supply chain|sourcing|
        stock-out|backorder|upsell*|churn|nps|b2b|b2c|omnicanal*|cross-canal|phygital*|scalab*|agilité
        organisationnelle|disrupti*|incrément*|mindset|win-win|proactivement|data center*|datacenter*|cloud
        (privé|public|hybride)|cluster*|load balancer*|serveur* (applicatif*|frontau*|primaire*|dns)|base*
        de données (répliqu*|primaire*)|api|apis|latence|endpoint*|firewall*|middleware|backend|frontend|
        back-end|front-end|itil|p1|p2|sev1|incident de (niveau|sévérité|criticité)|criticité|root cause|
        cause racine|post-mortem|rca|remédiation|remédier à la vulnérabilité|vulnérabilité zero-day|
        zero-day|exfiltr*|ransomware|rançongiciel de type|credential stuffing|hash*|chiffrement aes|threat
        actor*|soc|siem|edr|mfa|2fa|plan de continuité d'activité|pca|pra|plan de reprise|mode dégradé|mode
        nominal|nominal|escalad* (au|en|le|votre|vers|à)|en n2|n2|n3|niveau 2|provisioning|provisionn*|moe|
        moa|opérateur d'infrastructure|logs?|ticketing|ticket* (n°|numéro|d'incident|de niveau|#|jira|sous)|
        périmètre (impacté|fonctionnel|projet)|implément*|prioris* le delta|synergi*|mutualis*|optimis*
        (des|les|nos) (flux|process|coûts|ressources)|chaîne de valeur|parties prenantes|co-construi*|
        actionn* (les|des|nos) leviers|écosystème|solutionn*|finalis* le déploiement|monter en compétence|
        bottleneck|goulet d'étranglement|ordonnancement|cross-dock*|entrepôt* central* wms|wms|erp|crm|edi|
        ddp|incoterm*|flux tendus|taux de service|lot* de fabrication gs1|dluo|ddm|haccp|cip13|
        non-conformité majeure|bruit de fond analytique|turbidité|unités? formant colonie|ufc|coliforme*|
        mg/l|bactériologi* non conforme|télérelève|ocpp|postes? (source|hta|htb)|hta|hta/bt|haute tension a|
        délestage tournant|effacement|swap|prime brokerage|interchange|acquéreur monétique|monétique|
        autorisation 3ds|3ds|prélèvement sepa core|sct inst|back-end de paiement|batch*|job* de nuit)

jargon.legal
    (nonobstant|susmentionné*|susvisé*|sus-visé*|susdit*|ci-après (dénommé*|désigné*|le|la)|ledit|ladite|
        lesdit*|dudit|auxdit*|y afférent*|afférent*|inhérent* (à|aux)|subséquent*|aux termes (de|du|des)|en
        vertu (de|du|des)|en application (de|du|des) ~ (article*|loi|décret*|code|règlement|arrêté|
        conditions)|au sens de l'article|conformément (à|aux) ~ (article* #|article* l|dispositions|
        stipulations|conditions générales|clause*|cgv|cgu|loi n)|clause* ~ (#|contractuel*|pénale*|
        résolutoire*|limitative*)|article* (l|r|d).? ?#|article # (de|du|des) (nos|la|notre|vos|votre|code|
        rgpd|conditions|contrat)|cgv|cgu|force majeure|cas fortuit|mise en jeu de|stipul*|dispositions
        (légales|réglementaires|contractuelles|précitées|du présent)|sans préjudice de|sous toutes réserves|
        sous réserve (de|des) (dispositions|stipulations)|à toutes fins utiles|nul et non avenu|
        exonératoire*|le cocontractant|co-contractant|la partie lésée|résolution (de plein droit|du
        contrat)|de plein droit|diligent* (une|toutes)|obligation de moyens|obligations contractuelles|
        responsabilité contractuelle|responsabilité (ne saurait|civile)|inexécution|dommages (et intérêts|
        directs|indirects)|ès qualités|il appert|eu égard (à|aux)|attendu que|considérant que|quérable|
        forclusion|forclos*|prescription (biennale|quinquennale)|déchéance (de garantie|du terme)|novation|
        subrog*|quittance subrogative|in fine|ipso facto|de facto|a contrario|mutatis mutandis|ab initio|
        responsable de (du )?traitement|responsable du traitement|données à caractère personnel|violation de
        données à caractère personnel)
"""

EN = """
jargon.word
    (interbank|clearing (cycle|house|system)|at clearing|reconcil* of|flush (the|your)|dns|bridge mode|ip
        address|routing table*|core router*|cold (re)?start|firmware|on-premises?|saas|iaas|sandbox|
        production environment|staging|push* to production|telemetry|hot-fix*|actuarial|underwrit*|reinsur*|
        loss ratio|policy schedule|exclusion (clause|set out)|deductible|subrogat*|collateral*|outstandings|
        scoring|crisis management cell|decolmatation|chlorination|conductivity|leachat*|specific migration|
        phthalate*|bisphenol|titrat*|posolog*|bioavailab*|contraindicat*|iatrogenic|nosocomial|comorbid*|
        lethality|prophyla*|asymptomatic|epidemiolog*|cohort*|vector-borne|force-close|reboot sequence|
        failback|fail-back|quorum|shard*|schema migration|regression|load test*|redundan* (path|link|array))

jargon.word
    unless (that is to say|in other words|meaning|which means|i.e)
    (leverag*|synerg*|stakeholder*|deliverable*|actionable|going forward|bandwidth issue*|low-hanging|deep
        dive|circle back|touch base|paradigm*|holistic*|granular*|best-of-breed|value-add*|value chain|
        ecosystem|omnichannel|cross-functional|kpi|kpis|sla|slas|nps|b2b|b2c|asap|eta|etas|rca|rto|rpo|mttr|
        soc|siem|edr|mfa|2fa|api|apis|dns|cdn|ddos|p1|p2|sev1|sev-1|sev 1|severity (1|one|2|two)|root cause|
        root-cause|post-mortem|postmortem|failover|fail-over|rollback|roll back|hotfix*|patch* (cycle|
        deployment|level)|downtime|uptime|latency|throughput|load balanc*|data cent(er|re)*|node*|cluster*
        (of|node*)|backend|back-end|front-end|frontend|middleware|endpoint*|firewall*|packet loss|bgp|cache
        invalidation|replicat* (lag|database)|database replic*|provisioning|provisioned|deprovision*|
        orchestrat*|kubernetes|microservice*|remediat*|mitigat*|exfiltrat*|threat actor*|ransomware|
        credential stuffing|hashed|salted|zero-day|zero day|attack vector*|indicators of compromise|lateral
        movement|degraded (mode|state|performance)|escalat* (to|the|your) (tier|level|l2|l3|ticket)|tier (2|
        3|two|three)|backlog|workstream*|task force|taskforce|supply chain|upstream|downstream|sku|skus|
        backorder*|lead time*|fulfilment cent*|fulfillment cent*|last-mile|last mile|logistics (hub|
        partner*|network)|stock-out|throughput|inventory (level*|position)|erp|crm|edi|wms|business
        continuity plan|bcp|disaster recovery|contingency protocol*|operational resilience|streamlin*|
        rationali(s|z)*|rightsiz*|churn|upsell*|workflow*|pipeline|incentivi(s|z)*|robust (framework|
        process|control*)|framework|bandwidth|pain point*|learnings|ideat*|non-conform*|turbidity|coliform*|
        cfu|mg/l|load shedding|substation*|busbar|switchgear|feeder|interchange|acquirer|settlement batch|
        batch (job|process*)|ach|sepa|chargeback*|kyc|aml)

jargon.legal
    (pursuant to|hereinafter|herein|hereby|hereto|thereof|therein|thereto|wherefore|aforementioned|
        aforesaid|notwithstanding|in accordance with (section|clause|article|the terms|our terms|paragraph|
        applicable|regulation*)|under (section|clause|article|paragraph) #|(section|clause|article|
        paragraph) #|force majeure|without prejudice|in lieu of|indemnif*|indemnit*|liabilit*|statutory|
        contractual (obligation*|terms|liability)|the data controller|data controller|data subject*|data
        processor|personally identifiable information|pii|terms and conditions (of|section|clause|state|
        provide)|inter alia|mutatis mutandis|prima facie|ipso facto|pro rata|subrogat*|waiver of|null and
        void|shall (not )?(be|have|constitute)|warrant* or|remed* available|consequential (loss|damages)|
        commensurate|heretofore|forthwith|aggrieved party|the undersigned|subsequent to|terminat* (the|this|
        of the) (agreement|contract)|expedit*|endeavou?r*|ascertain*|remit* (payment|the))
"""
